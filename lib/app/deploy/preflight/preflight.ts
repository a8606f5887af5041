import type { KubernetesObject } from '../../../engine/manifests/render';
import { metadataOf } from '../../../engine/release/objects';
import { ForbiddenError, type Kubectl } from '../../cluster/kubectl';
import { objectNamed } from '../../cluster/objects';
import { definitions } from './definitions';
import { gateways } from './gateways';
import { ingressClasses } from './ingress-classes';
import { namespacesQuestion } from './namespaces';
import { pods } from './pods';
import type { Asked, Finding, Question } from './question';
import { quotas } from './quotas';
import { rejections } from './rejections';
import { secretsQuestion } from './secrets';
import { storageClasses } from './storage-classes';

const QUESTIONS: readonly Question[] = [
  definitions,
  namespacesQuestion,
  secretsQuestion,
  storageClasses,
  ingressClasses,
  gateways,
  pods,
  quotas,
  rejections,
];

/**
 * What a cluster lacks for what is to be deployed. It is asked by reads and server-side dry runs, so nothing is changed.
 *
 * @throws UserError when the cluster does not answer, or not to this user at all
 */
export function preflight(asked: Omit<Asked, 'namespaces'>): readonly Finding[] {
  const namespaces = liveNamespaces(asked.kubectl, asked.objects);
  return QUESTIONS.flatMap((question) => findingsOf(question, { ...asked, namespaces }));
}

/** What has to be mended before, as opposed to what could not be seen. */
export function isMissing({ unknown }: Finding): boolean {
  return unknown !== true;
}

function findingsOf({ kind, whether, ask }: Question, asked: Asked): readonly Finding[] {
  try {
    return ask(asked).map((sentence) => ({ kind, sentence }));
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error;
    return [{ kind, unknown: true, sentence: `Whether ${whether} could not be seen. ${error.message}` }];
  }
}

/** The namespaces that are there, of those that objects are in or are. */
function liveNamespaces(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
): ReadonlyMap<string, KubernetesObject> {
  const names = objects.map(
    (object) => metadataOf(object)[object['kind'] === 'Namespace' ? 'name' : 'namespace'],
  );
  const wanted = [...new Set(names)].filter((name) => name !== '');
  return new Map(
    wanted.flatMap((name) => {
      const live = objectNamed(kubectl, 'namespace', name);
      return live === undefined ? [] : [[name, live] as const];
    }),
  );
}
