import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items, metadataOf } from '../../../engine/release/objects';
import { isMap, scalarString } from '../../../engine/values/merge';
import { behindService, serviceNamed } from '../../objects/services';
import { waysOf, type Way } from '../../objects/ways';
import { loginOf, tlsOf, type Answer } from './protection';
import { stackOf } from './workloads';

/** A host, or a port of nodes or a load balancer, that is open to the outside of the cluster. */
export interface Entrance {
  readonly host: string;
  readonly paths: readonly string[];
  /** What opens it, such as `HTTPRoute ai/relay`. */
  readonly by: string;
  /** What has it served: a class of Ingress controllers, or Gateways. */
  readonly controller: string;
  readonly tls: Answer;
  readonly login: Answer;
  /** The way to the pods: none for a redirect. */
  readonly targets: readonly Target[];
}

/** A Service, and the pods behind it. */
export interface Target {
  readonly service: string;
  readonly servicePort: string;
  /** The port of the pods. */
  readonly podPort: string;
  /** The IDs of the workloads. */
  readonly workloads: readonly string[];
}

/** All that is open to the outside, by host and object. */
export function entrances(objects: readonly KubernetesObject[]): readonly Entrance[] {
  return objects.flatMap((object) => {
    const ways = waysOf(object);
    const hosts = [...new Set(ways.map(({ host }) => host))];
    return hosts.map((host) =>
      entrance(
        object,
        host,
        ways.filter((way) => way.host === host),
        objects,
      ),
    );
  });
}

function entrance(
  object: KubernetesObject,
  host: string,
  ways: readonly Way[],
  objects: readonly KubernetesObject[],
): Entrance {
  const targets = targetsOf(object, ways, objects);
  const names = new Set(targets.flatMap(({ workloads }) => workloads));
  const pods = objects.filter((other) => names.has(describeObject(other)));
  const stack = pods[0] === undefined ? stackOf(object) : stackOf(pods[0]);
  return {
    host,
    paths: [...new Set(ways.map(({ path }) => path))],
    by: describeObject(object),
    controller: controllerOf(object),
    tls: tlsOf(object, host),
    login: targets.length === 0 ? { is: 'elsewhere', words: 'not needed' } : loginOf(object, stack, pods),
    targets,
  };
}

function controllerOf(object: KubernetesObject): string {
  switch (object['kind']) {
    case 'Ingress': {
      const name = scalarString(at(object, 'spec', 'ingressClassName'));
      return name === '' ? 'default Ingress class' : `Ingress class ${name}`;
    }
    case 'HTTPRoute':
      return items(at(object, 'spec', 'parentRefs'))
        .map((parent) => {
          const namespace = scalarString(at(parent, 'namespace')) || metadataOf(object).namespace;
          return `Gateway ${namespace}/${scalarString(at(parent, 'name'))}`;
        })
        .join(', ');
    case 'Route':
      return 'router of OpenShift';
    default:
      return scalarString(at(object, 'spec', 'type')) === 'NodePort' ? 'each node' : 'load balancer';
  }
}

function targetsOf(
  object: KubernetesObject,
  ways: readonly Way[],
  objects: readonly KubernetesObject[],
): readonly Target[] {
  const { namespace } = metadataOf(object);
  const backends = new Map(
    ways.flatMap(({ service, port }) =>
      service === undefined ? [] : [[`${service}:${port}`, { service, port }] as const],
    ),
  );
  return [...backends.values()].map(({ service, port }) => ({
    service: `${namespace}/${service}`,
    servicePort: port,
    ...podsBehind(serviceNamed(service, namespace, objects), port, objects),
  }));
}

function podsBehind(
  service: KubernetesObject | undefined,
  port: string,
  objects: readonly KubernetesObject[],
): Pick<Target, 'podPort' | 'workloads'> {
  if (!isMap(at(service, 'spec', 'selector'))) return { podPort: '', workloads: [] };
  const behind = behindService(service, objects);
  const entry = items(at(service, 'spec', 'ports')).find((one) =>
    [at(one, 'port'), at(one, 'name'), at(one, 'targetPort')].map(scalarString).includes(port),
  );
  const target = scalarString(at(entry, 'targetPort') ?? at(entry, 'port'));
  return { podPort: numberOf(target, behind), workloads: behind.map(describeObject) };
}

/** The number of a port that containers have by name. */
function numberOf(port: string, workloads: readonly KubernetesObject[]): string {
  const named = workloads
    .flatMap((workload) => items(at(workload, 'spec', 'template', 'spec', 'containers')))
    .flatMap((container) => items(at(container, 'ports')))
    .find((one) => at(one, 'name') === port);
  return named === undefined ? port : scalarString(at(named, 'containerPort'));
}
