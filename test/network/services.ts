import { picks } from './labels';
import { serviceIn, type ServiceObject } from './objects';
import type { Actor, World } from './world';

/** A port of a Service, with a pod and the port of the pod that it stands for. */
export interface Target {
  readonly service: ServiceObject;
  /** The port's name and number at the Service. */
  readonly port: { readonly name?: string | undefined; readonly number: number };
  readonly pod: string;
  readonly containerPort: number;
}

/** What a world's Services stand for, and what is wrong with those that stand for nothing. */
export interface Targets {
  readonly targets: readonly Target[];
  readonly problems: readonly string[];
}

/** Follows each Service to its pods, as the control plane does. */
export function targetsOf(world: World): Targets {
  const results = world.objects.flatMap((object) => {
    const service = serviceIn(object);
    return service ? [follow(service, podsOf(service, world))] : [];
  });
  return {
    targets: results.flatMap(({ targets }) => targets),
    problems: results.flatMap(({ problems }) => problems),
  };
}

/** The workloads whose pods it picks; copies are there to be kept out by policies, so they do not count. */
function podsOf({ metadata, spec }: ServiceObject, { actors }: World): readonly Actor[] {
  return actors.filter(
    ({ end, stack }) =>
      end.kind === 'pod' &&
      stack !== undefined &&
      end.namespace === metadata.namespace &&
      picks({ matchLabels: spec.selector }, end.labels),
  );
}

function follow(service: ServiceObject, pods: readonly Actor[]): Targets {
  const { name } = service.metadata;
  const names = pods.map((pod) => pod.name).join(' and ');
  if (pods.length !== 1) {
    const picked = pods.length === 0 ? 'no pod' : `pods of ${names}`;
    return {
      targets: [],
      problems: [`Service ${name} picks ${picked}; it should pick those of one workload.`],
    };
  }
  const targets: Target[] = [];
  const problems: string[] = [];
  for (const { end, name: pod } of pods) {
    for (const { name: portName, port, protocol, targetPort = port } of service.spec.ports) {
      const found = (end.kind === 'pod' ? end.ports : []).find(
        (one) =>
          one.protocol === protocol &&
          (typeof targetPort === 'string' ? one.name === targetPort : one.containerPort === targetPort),
      );
      if (found) {
        const { containerPort } = found;
        targets.push({ service, port: { name: portName, number: port }, pod, containerPort });
      } else {
        const wanted = `targetPort ${String(targetPort)} (${protocol})`;
        problems.push(`Service ${name} has ${wanted}, which no container of ${pod} declares.`);
      }
    }
  }
  return { targets, problems };
}
