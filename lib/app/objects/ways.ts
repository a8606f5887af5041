import type { KubernetesObject } from '../../engine/manifests/render';
import { at, items, metadataOf } from '../../engine/release/objects';
import type { Json } from '../../engine/values/declaration';
import { scalarString } from '../../engine/values/merge';

/** One way from outside the cluster to a Service, as an object says it. */
export interface Way {
  /** Such as `relay.example.com`. */
  readonly host: string;
  /** Such as `/api`; for a Service its port. */
  readonly path: string;
  /** The Service; nothing for a rule that only redirects. */
  readonly service?: string;
  /** The port of the Service, by number or name. */
  readonly port: string;
}

const ANY_HOST = 'any host';

/** The ways that an Ingress, an HTTPRoute, a Route of OpenShift, or a Service with a port outside the cluster opens. */
export function waysOf(object: KubernetesObject): readonly Way[] {
  switch (object['kind']) {
    case 'Ingress':
      return waysOfIngress(object);
    case 'HTTPRoute':
      return waysOfHttpRoute(object);
    case 'Route':
      return [
        {
          host: scalarString(at(object, 'spec', 'host')) || 'a host of OpenShift',
          path: scalarString(at(object, 'spec', 'path')) || '/',
          ...service(at(object, 'spec', 'to', 'name')),
          port: scalarString(at(object, 'spec', 'port', 'targetPort')),
        },
      ];
    case 'Service':
      return waysOfService(object);
    default:
      return [];
  }
}

function service(name: Json | undefined): { readonly service?: string } {
  const text = scalarString(name);
  return text === '' ? {} : { service: text };
}

function waysOfIngress(object: KubernetesObject): readonly Way[] {
  const to = (host: string, path: string, backend: Json | undefined): Way => ({
    host,
    path,
    ...service(at(backend, 'service', 'name')),
    port: scalarString(
      at(backend, 'service', 'port', 'number') ?? at(backend, 'service', 'port', 'name') ?? '',
    ),
  });
  const fallback = at(object, 'spec', 'defaultBackend');
  return [
    ...items(at(object, 'spec', 'rules')).flatMap((rule) =>
      items(at(rule, 'http', 'paths')).map((path) =>
        to(
          scalarString(at(rule, 'host')) || ANY_HOST,
          scalarString(at(path, 'path')) || '/',
          at(path, 'backend'),
        ),
      ),
    ),
    ...(fallback === undefined ? [] : [to(ANY_HOST, 'all other paths', fallback)]),
  ];
}

function waysOfHttpRoute(object: KubernetesObject): readonly Way[] {
  const hosts = items(at(object, 'spec', 'hostnames')).map(scalarString);
  const rules = items(at(object, 'spec', 'rules'));
  return (hosts.length > 0 ? hosts : [ANY_HOST]).flatMap((host) =>
    rules.flatMap((rule) => {
      const matches = items(at(rule, 'matches'));
      const paths = matches.map((match) => scalarString(at(match, 'path', 'value')) || '/');
      const backends = items(at(rule, 'backendRefs'));
      return (paths.length > 0 ? paths : ['/']).flatMap((path) =>
        (backends.length > 0 ? backends : [{}]).map((backend) => ({
          host,
          path,
          ...service(at(backend, 'name')),
          port: scalarString(at(backend, 'port')),
        })),
      );
    }),
  );
}

function waysOfService(object: KubernetesObject): readonly Way[] {
  const type = scalarString(at(object, 'spec', 'type'));
  if (type !== 'NodePort' && type !== 'LoadBalancer') return [];
  const { name } = metadataOf(object);
  return items(at(object, 'spec', 'ports')).map((port) => {
    const number = scalarString(at(port, 'port'));
    const open = type === 'NodePort' ? scalarString(at(port, 'nodePort')) || 'chosen by the cluster' : number;
    return { host: `${type} ${name}`, path: `port ${open}`, service: name, port: number };
  });
}
