import type { StackName } from '../../lib/stacks/stacks';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { EnvironmentValues } from '../support/values-of';
import type { End, Pod, Port } from './evaluator';
import type { Labels } from './labels';
import { namespaceIn, nameOf, workloadIn, type WorkloadObject } from './objects';
import { ELSEWHERE, OUTER_NAMESPACES, outsiders } from './outsiders';
import { readPolicy, type NetworkPolicy } from './policy';
import { ALWAYS, distinct, portsOfPolicy, portsOfService } from './ports';
import type { StackObjects } from './stacks';

/** Who may be at an end of a connection. */
export interface Actor {
  /** As the tables call it. */
  readonly name: string;
  readonly end: End;
  /** The stack that it is a pod of; `undefined` for all others. */
  readonly stack?: StackName;
}

/** The pods of an environment with those around them, and the policies between them. */
export interface World {
  /** The environment's name. */
  readonly name: string;
  /** The values of each stack that the environment has. */
  readonly values: EnvironmentValues;
  readonly actors: readonly Actor[];
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly policies: readonly NetworkPolicy[];
  /** All ports that anything in it speaks of, and some of which nothing does. */
  readonly ports: readonly Port[];
  readonly objects: readonly KubernetesObject[];
}

/**
 * The world of an environment.
 *
 * @param ports what is to be looked at beside the ports that the objects speak of
 * @throws Error naming an object that cannot be placed in it
 */
export function worldOf(
  { name, values }: Pick<World, 'name' | 'values'>,
  byStack: StackObjects,
  ports: readonly Port[] = [],
): World {
  const objects = [...byStack.values()].flat();
  const namespaces = objects.flatMap((object) => namespaceIn(object) ?? []);
  const known = new Map([...OUTER_NAMESPACES, ...namespaces.map((one) => [one.name, one.labels] as const)]);
  const actors = addressed([...stacksActors(byStack, known), ...strangers([...namespaces]), ...others()]);
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy').map(readPolicy);
  const spoken = [
    ...actors.flatMap(({ end }) => (end.kind === 'pod' ? end.ports : [])).map(portOf),
    ...objects.flatMap(portsOfService),
    ...policies.flatMap(portsOfPolicy),
  ];
  return {
    name,
    values,
    actors,
    namespaces: known,
    policies,
    objects,
    ports: distinct([...ALWAYS, ...ports, ...spoken]),
  };
}

function stacksActors(byStack: StackObjects, namespaces: ReadonlyMap<string, Labels>): Actor[] {
  return [...byStack].flatMap(([stack, objects]) =>
    objects.flatMap((object) => {
      const workload = workloadIn(object);
      if (!workload) return [];
      if (stack === undefined) throw new Error(`${nameOf(object)} runs pods and is of no stack.`);
      if (!namespaces.has(workload.namespace)) {
        throw new Error(`${nameOf(object)} is in ${workload.namespace}, of which no Namespace is rendered.`);
      }
      return [{ name: workload.name, stack, end: podOf(workload) }, ...copiesOf(workload)];
    }),
  );
}

/** Pods that look like those of a workload and are not: their labels alone must not open anything. */
function copiesOf(workload: WorkloadObject): Actor[] {
  const { name, labels } = workload;
  if (labels[INSTANCE] === undefined) {
    throw new Error(`The pods of ${name} have no label ${INSTANCE}, so two releases cannot be told apart.`);
  }
  const ofRelease = [INSTANCE, APP].filter((label) => labels[label] !== undefined);
  const changed = Object.fromEntries(ofRelease.map((label) => [label, 'another-release']));
  return [
    { name: `${name} elsewhere`, end: podOf({ ...workload, namespace: ELSEWHERE }) },
    { name: `${name} of another release`, end: podOf({ ...workload, labels: { ...labels, ...changed } }) },
  ];
}

const INSTANCE = 'app.kubernetes.io/instance';

/** The label that has the release's name in it where documents want one label alone. */
const APP = 'app';

/** One pod of nobody in each namespace. */
function strangers(namespaces: readonly { readonly name: string }[]): Actor[] {
  return namespaces.map(({ name: namespace }) => ({
    name: `stranger in ${namespace}`,
    end: podOf({ namespace, labels: {}, ports: [] }),
  }));
}

function others(): Actor[] {
  return outsiders.map(([name, end]) => ({
    name,
    end: end.kind === 'pod' ? podOf(end) : { ...end, name },
  }));
}

function podOf({ namespace, labels, ports }: Omit<WorkloadObject, 'name'>): Pod {
  return { kind: 'pod', name: '', namespace, labels, ports, addresses: [] };
}

/** Gives pods their names, and addresses of both families. */
function addressed(actors: readonly Actor[]): Actor[] {
  const names = actors.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two are called ${twice}; tables could not tell them apart.`);
  return actors.map((actor, index) => {
    if (actor.end.kind === 'outside') return actor;
    const number = String(index + 1);
    const addresses = [`10.244.0.${number}`, `fd00::${number}`];
    return { ...actor, end: { ...actor.end, name: actor.name, addresses } };
  });
}

function portOf({ protocol, containerPort }: Pod['ports'][number]): Port {
  return { protocol, number: containerPort };
}
