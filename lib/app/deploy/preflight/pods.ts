import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items, metadataOf } from '../../../engine/release/objects';
import { isMap, scalarString } from '../../../engine/values/merge';
import { KubectlError, type Kubectl } from '../../cluster/kubectl';
import { objectsIn } from '../../cluster/objects';
import { podSecurityOf } from '../../objects/pod-security';
import type { Asked, Question } from './question';

const CREATE = ['create', '--dry-run=server', '--output'];
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Does the API server admit the pods: Pod Security, limit ranges, quotas that need requests, webhooks? */
export const pods: Question = {
  kind: 'pod',
  whether: 'the cluster takes the pods',
  ask: (asked) =>
    asked.objects
      .filter((object) => podOf(object) !== undefined && asked.namespaces.has(metadataOf(object).namespace))
      .flatMap((object) => ofWorkload(asked, object)),
};

function podOf(object: KubernetesObject): KubernetesObject | undefined {
  const template = at(object, 'spec', 'template');
  const spec = at(template, 'spec');
  if (!isMap(template) || !isMap(spec)) return undefined;
  const { namespace, name } = metadataOf(object);
  const metadata = isMap(template['metadata']) ? template['metadata'] : {};
  // What a StatefulSet adds to a pod of its own.
  const claims = items(at(object, 'spec', 'volumeClaimTemplates')).map((template) => ({
    name: at(template, 'metadata', 'name') ?? '',
    persistentVolumeClaim: { claimName: 'preflight' },
  }));
  const volumes = [...items(spec['volumes']), ...claims];
  // Its own service account may not be there yet, and admission depends on none.
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name: `${name}-preflight`, namespace },
    spec: { ...spec, volumes, serviceAccountName: 'default' },
  };
}

/** The pod that the API server would make of an object's template; without its answer the template's. Nothing where there is none. */
export function admittedPod(kubectl: Kubectl, object: KubernetesObject): KubernetesObject | undefined {
  const pod = podOf(object);
  if (pod === undefined) return undefined;
  try {
    return objectsIn(kubectl([...CREATE, 'json', '-f', '-'], JSON.stringify(pod)))[0] ?? pod;
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    return pod;
  }
}

function ofWorkload(asked: Asked, object: KubernetesObject): readonly string[] {
  const pod = podOf(object);
  const said = pod === undefined ? undefined : rejectionOf(asked.kubectl, pod);
  if (said === undefined) return [];
  const name = describeObject(object);
  const { namespace } = metadataOf(object);
  const [, standard, why = ''] = /violates PodSecurity "([a-z]+)[^"]*": (.*)/.exec(said) ?? [];
  if (standard !== undefined)
    // The apply itself sets the label of a namespace that is among the objects, or says what is in the way.
    return setsStandard(asked, namespace)
      ? []
      : [
          `Namespace ${namespace} enforces the Pod Security Standard ${standard}, and the pods of ${name} need ${podSecurityOf([object])}: ${why}; allow it (kubectl label namespace ${namespace} ${ENFORCE}=${podSecurityOf([object])} --overwrite), or deploy to another namespace.`,
        ];
  const [, quota, lacking = ''] = /failed quota: ([^:]+): must specify (.*)/.exec(said) ?? [];
  if (quota !== undefined)
    return [
      `ResourceQuota ${namespace}/${quota} admits no pods of ${name}, which have no ${lacking}; set it in the resources of the values, or give the namespace a LimitRange with a default.`,
    ];
  // What all pods need together is another question.
  if (said.includes('exceeded quota')) return [];
  return [`The cluster does not take the pods of ${name}: ${said}.`];
}

function setsStandard({ objects }: Asked, namespace: string): boolean {
  return objects.some(
    (object) =>
      object['kind'] === 'Namespace' &&
      metadataOf(object).name === namespace &&
      at(object, 'metadata', 'labels', ENFORCE) !== undefined,
  );
}

/** What the API server says of a pod that it does not take. */
function rejectionOf(kubectl: Kubectl, pod: KubernetesObject): string | undefined {
  try {
    kubectl([...CREATE, 'name', '-f', '-'], JSON.stringify(pod));
    return undefined;
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    const { name } = metadataOf(pod);
    return scalarString(error.message)
      .replace(/^Error from server \([A-Za-z]+\): /, '')
      .replace(/^error when creating "[^"]*": /, '')
      .replace(`pods "${name}" is forbidden: `, '');
  }
}
