import type { KubernetesObject } from '../../engine/manifests/render';
import type { Json } from '../../engine/values/declaration';
import { scalarString } from '../../engine/values/merge';
import { at, items } from '../../engine/release/objects';

/** A place where an object names a Secret. */
export interface Reading {
  readonly name: string;
  /** @default - all that the Secret has */
  readonly key?: string;
  /** The environment variable that gets it. @default - it is for something else */
  readonly variable?: string;
  /** Whether a pod starts without it. */
  readonly optional: boolean;
}

/** The Secrets that an Ingress or a Route names, or the pods that an object is a template of. A certificate that cert-manager makes is none. */
export function readingsOf(object: KubernetesObject): readonly Reading[] {
  if (object['kind'] === 'Ingress') return certificatesOf(object);
  if (object['kind'] === 'Route')
    return ['tls.crt', 'tls.key'].flatMap((key) =>
      reading(at(object, 'spec', 'tls', 'externalCertificate', 'name'), key),
    );
  return secretsIn(at(object, 'spec', 'template', 'spec'));
}

function certificatesOf(object: KubernetesObject): readonly Reading[] {
  const annotations = Object.keys(at(object, 'metadata', 'annotations') ?? {});
  if (annotations.some((key) => /^cert-manager\.io\/(cluster-)?issuer$/.test(key))) return [];
  return items(at(object, 'spec', 'tls')).flatMap((certificate) =>
    ['tls.crt', 'tls.key'].flatMap((key) => reading(at(certificate, 'secretName'), key)),
  );
}

/** The Secrets that the spec of a pod names: in variables, in volumes, and for pulling images. */
export function secretsIn(pod: Json | undefined): readonly Reading[] {
  if (typeof pod !== 'object' || pod === null) return [];
  if (Array.isArray(pod)) return (pod as readonly Json[]).flatMap(secretsIn);
  const variable = at(pod, 'valueFrom', 'secretKeyRef');
  const volume = at(pod, 'secret');
  const projected = items(at(volume, 'items')).map((item) => scalarString(at(item, 'key')));
  const keys = projected.length > 0 ? projected : [undefined];
  const own = [
    ...reading(at(variable, 'name'), scalarString(at(variable, 'key')), at(variable, 'optional')).map(
      (one) => ({
        ...one,
        variable: scalarString(at(pod, 'name')),
      }),
    ),
    ...reading(at(pod, 'secretRef', 'name'), undefined, at(pod, 'secretRef', 'optional')),
    // A volume of its own names it otherwise than a part of a projected one does.
    ...keys.flatMap((key) =>
      reading(at(volume, 'secretName') ?? at(volume, 'name'), key, at(volume, 'optional')),
    ),
    ...items(at(pod, 'imagePullSecrets')).flatMap((one) => reading(at(one, 'name'), '.dockerconfigjson')),
  ];
  return [...own, ...Object.values(pod).flatMap(secretsIn)];
}

function reading(name: Json | undefined, key?: string, optional: Json = false): readonly Reading[] {
  const text = scalarString(name);
  return text === ''
    ? []
    : [{ name: text, ...(key === undefined ? {} : { key }), optional: optional === true }];
}
