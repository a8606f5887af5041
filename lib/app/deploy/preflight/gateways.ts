import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items, metadataOf } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import type { Kubectl } from '../../cluster/kubectl';
import { objectNamed, objectsOf } from '../../cluster/objects';
import { missingKinds } from './definitions';
import { groupBy, inWords, type Question } from './question';

/** A Gateway that a route names, or one of its listeners. */
interface Parent {
  readonly by: string;
  readonly namespace: string;
  readonly name: string;
  /** @default - all listeners */
  readonly listener?: string;
}

/** Is each Gateway there, with its class and the listeners that routes name? */
export const gateways: Question = {
  kind: 'gateway',
  whether: 'the Gateways are there',
  ask: ({ kubectl, objects }) => {
    const routes = objects.filter(({ kind }) => kind === 'HTTPRoute');
    // Without the definitions there is no Gateway either, which is said of these.
    if (routes.length === 0 || missingKinds(kubectl, routes).size > 0) return [];
    const parents = routes.flatMap(parentsOf);
    return [...groupBy(parents, ({ namespace, name }) => `${namespace}/${name}`)].flatMap(([place, all]) =>
      ofGateway(kubectl, place, all),
    );
  },
};

function parentsOf(route: KubernetesObject): readonly Parent[] {
  return items(at(route, 'spec', 'parentRefs'))
    .filter((parent) => ['', 'Gateway'].includes(scalarString(at(parent, 'kind'))))
    .map((parent) => {
      const listener = scalarString(at(parent, 'sectionName'));
      return {
        by: describeObject(route),
        namespace: scalarString(at(parent, 'namespace') ?? metadataOf(route).namespace),
        name: scalarString(at(parent, 'name')),
        ...(listener !== '' && { listener }),
      };
    });
}

function ofGateway(kubectl: Kubectl, place: string, parents: readonly Parent[]): readonly string[] {
  const [{ name, namespace } = { name: '', namespace: '' }] = parents;
  const by = inWords(parents.map((parent) => parent.by));
  const gateway = hasGateways(kubectl)
    ? objectNamed(kubectl, 'gateways.gateway.networking.k8s.io', name, namespace)
    : undefined;
  if (gateway === undefined)
    return [
      `The cluster has no Gateway ${place}, for ${by}; create it first, or name another one in parentRefs.`,
    ];
  const listeners = items(at(gateway, 'spec', 'listeners')).map((one) => scalarString(at(one, 'name')));
  const wanted = [...new Set(parents.flatMap(({ listener }) => listener ?? []))];
  const missing = wanted.filter((listener) => !listeners.includes(listener));
  return [
    ...missing.map(
      (listener) =>
        `Gateway ${place} has no listener ${listener}, for ${by}; add it, or name another one in sectionName. There are: ${listeners.join(', ')}.`,
    ),
    ...ofClass(kubectl, place, scalarString(at(gateway, 'spec', 'gatewayClassName'))),
  ];
}

/** Routes may be defined where Gateways are not. */
function hasGateways(kubectl: Kubectl): boolean {
  const kinds = ['Gateway', 'GatewayClass'].map((kind) => ({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind,
  }));
  return missingKinds(kubectl, kinds).size === 0;
}

function ofClass(kubectl: Kubectl, place: string, name: string): readonly string[] {
  const classes = objectsOf(kubectl, 'gatewayclasses.gateway.networking.k8s.io');
  if (classes.some((one) => metadataOf(one).name === name)) return [];
  return [
    `Gateway ${place} is of the class ${name}, which the cluster does not have; install its controller first.`,
  ];
}
