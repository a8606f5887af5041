import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items, metadataOf } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { neededSecrets, type NeededSecret } from '../../objects/secrets';

/** A Secret that pods, an Ingress or a Route read. */
export interface SecretRow {
  readonly namespace: string;
  readonly name: string;
  readonly keys: NeededSecret['keys'];
  /** Such as `Deployment ai/relay`. */
  readonly readers: readonly string[];
  /** Who makes it; nothing where somebody must, before pods start. */
  readonly madeBy?: string;
}

/** The Secrets of an environment: those that must exist first, then those that are made with it. Values are nowhere. */
export function secretRows(objects: readonly KubernetesObject[]): readonly SecretRow[] {
  return [...neededSecrets(objects), ...objects.flatMap(made), ...objects.flatMap(certificates)];
}

function made(object: KubernetesObject): readonly SecretRow[] {
  const { namespace, name } = metadataOf(object);
  if (object['kind'] === 'Secret') {
    const keys = [...Object.keys(at(object, 'data') ?? {}), ...Object.keys(at(object, 'stringData') ?? {})];
    return [{ namespace, name, keys: keys.map(required), readers: [], madeBy: 'the manifests' }];
  }
  if (object['kind'] !== 'ExternalSecret') return [];
  const target = scalarString(at(object, 'spec', 'target', 'name') ?? name);
  const keys = items(at(object, 'spec', 'data')).map((entry) => scalarString(at(entry, 'secretKey')));
  const madeBy = `External Secrets Operator, by ${describeObject(object)}`;
  return [{ namespace, name: target, keys: keys.map(required), readers: [], madeBy }];
}

/** The certificates that cert-manager makes for an Ingress. */
function certificates(object: KubernetesObject): readonly SecretRow[] {
  const issuer = issuerOf(object);
  if (object['kind'] !== 'Ingress' || issuer === undefined) return [];
  return items(at(object, 'spec', 'tls')).map((certificate) => ({
    namespace: metadataOf(object).namespace,
    name: scalarString(at(certificate, 'secretName')),
    keys: ['tls.crt', 'tls.key'].map(required),
    readers: [describeObject(object)],
    madeBy: `cert-manager, by the issuer ${issuer}`,
  }));
}

/** The issuer of cert-manager that an Ingress names. */
export function issuerOf(object: KubernetesObject): string | undefined {
  const annotations = Object.entries(at(object, 'metadata', 'annotations') ?? {});
  const [, issuer] = annotations.find(([key]) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key)) ?? [];
  return typeof issuer === 'string' ? issuer : undefined;
}

function required(name: string): SecretRow['keys'][number] {
  return { name, optional: false };
}
