import type { KubernetesObject } from '../manifests/render';
import type { Json } from '../values/declaration';
import { scalarString } from '../values/merge';
import { at, items } from './objects';

/** A way from outside the cluster to a Service: a host and what a request to it has to be like. */
export interface Route {
  /** Such as `relay.example.com`; `*` for all that no other route has. */
  readonly host: string;
  /** Such as `/api`. */
  readonly path: string;
  /** What is the same for no two routes of a controller that can both be followed. */
  readonly match: string;
  /** The Ingress, HTTPRoute or Route. */
  readonly object: KubernetesObject;
}

/** The ways to what some objects are. */
export function routesOf(objects: readonly KubernetesObject[]): readonly Route[] {
  return objects.flatMap((object) => {
    switch (object['kind']) {
      case 'Ingress':
        return routesOfIngress(object);
      case 'HTTPRoute':
        return routesOfHttpRoute(object);
      case 'Route':
        return routesOfRoute(object);
      default:
        return [];
    }
  });
}

function routesOfIngress(object: KubernetesObject): Route[] {
  const controller = at(object, 'spec', 'ingressClassName') ?? null;
  return items(at(object, 'spec', 'rules')).flatMap((rule) =>
    items(at(rule, 'http', 'paths')).map((entry) => {
      const type = at(entry, 'pathType') ?? null;
      const path = scalarString(at(entry, 'path')) || '/';
      // "/a" and "/a/" are one prefix (Kubernetes documentation, "Ingress", path types).
      const compared = type === 'Prefix' ? path.replace(/\/$/, '') : path;
      return { host: hostOf(at(rule, 'host')), path, match: key([controller, type, compared]), object };
    }),
  );
}

function routesOfHttpRoute(object: KubernetesObject): Route[] {
  const hosts = items(at(object, 'spec', 'hostnames'));
  const gateways = at(object, 'spec', 'parentRefs') ?? null;
  const matches = items(at(object, 'spec', 'rules')).flatMap((rule) => {
    const given = items(at(rule, 'matches'));
    return given.length > 0 ? given : [{}];
  });
  return (hosts.length > 0 ? hosts : [undefined]).flatMap((host) =>
    matches.map((match) => {
      const path = scalarString(at(match, 'path', 'value')) || '/';
      return { host: hostOf(host), path, match: key([gateways, match, path]), object };
    }),
  );
}

/** A Route of OpenShift without a host gets one of its own. */
function routesOfRoute(object: KubernetesObject): Route[] {
  const host = at(object, 'spec', 'host');
  const path = scalarString(at(object, 'spec', 'path')) || '/';
  return host === undefined ? [] : [{ host: hostOf(host), path, match: key([path]), object }];
}

function hostOf(host: Json | undefined): string {
  return scalarString(host).toLowerCase() || '*';
}

function key(parts: readonly Json[]): string {
  return JSON.stringify(parts);
}
