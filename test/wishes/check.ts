import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';
import type { StackName } from '../../lib/stacks/stacks';
import type { Found } from '../acceptance/json';
import { at } from '../acceptance/path';

/** Whether the objects of a file are as one of its wishes has them: an expectation that fails where they are not. */
export type Check = (objects: readonly KubernetesObject[]) => void;

/** The checks of the files of a chart, by the names of the files and of their wishes. */
export type Checks = Readonly<Record<string, Readonly<Record<string, Check>>>>;

/** The checks of all charts. */
export type ChecksOfCharts = Readonly<Partial<Record<StackName, Checks>>>;

const nameOf = (object: KubernetesObject): string => String(at(object, 'metadata.name'));

/**
 * Expects something at a path of one object.
 *
 * @param id the kind of the object, and its name where there are more of this kind
 */
export function has(id: string, path: string, expected: unknown): Check {
  return (objects) => expect(at(one(id, objects), path)).toEqual(expected);
}

/** Expects all of some checks. */
export function all(...checks: readonly Check[]): Check {
  return (objects) => checks.forEach((check) => check(objects));
}

/** Expects that there is no object of a kind. */
export function none(kind: string): Check {
  return (objects) => expect(objects.map((object) => object['kind'])).not.toContain(kind);
}

/** Expects something at a path of every pod: of workloads, of Jobs and of `helm test`. */
export function everyPod(path: string, expected: unknown): Check {
  return (objects) => {
    const pods = podsOf(objects);
    expect(pods.length).toBeGreaterThan(1);
    for (const [name, spec] of pods) expect([name, at(spec, path)]).toEqual([name, expected]);
  };
}

/** Expects something of every container, init containers among them. */
export function everyContainer(path: string, expected: unknown): Check {
  return (objects) => {
    const containers = podsOf(objects).flatMap(([name, spec]) =>
      ['initContainers', 'containers'].flatMap((list) =>
        ((at(spec, list) ?? []) as readonly JsonObject[]).map((container) => [name, container] as const),
      ),
    );
    expect(containers.length).toBeGreaterThan(1);
    for (const [name, container] of containers) expect([name, at(container, path)]).toEqual([name, expected]);
  };
}

/** Expects that no pod and no container has a user or a group of its own. */
export const noFixedUser: Check = (objects) => {
  for (const [name, spec] of podsOf(objects))
    expect([name, JSON.stringify(spec)]).toEqual([
      name,
      expect.not.stringMatching(/"(runAsUser|runAsGroup|fsGroup)"/),
    ]);
};

/** A list with this among others. */
export function including(...expected: readonly unknown[]): unknown {
  return expect.arrayContaining(
    expected.map((item) => (isObject(item) ? (expect.objectContaining(item) as unknown) : item)),
  );
}

/** A map with this among others. */
export function containing(expected: object): unknown {
  return expect.objectContaining(expected);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('asymmetricMatch' in value)
  );
}

function one(id: string, objects: readonly KubernetesObject[]): KubernetesObject {
  const [kind, name] = id.split(' ');
  const found = objects.filter(
    (object) => object['kind'] === kind && (name === undefined || nameOf(object) === name),
  );
  const [object] = found;
  if (object === undefined || found.length > 1) throw new Error(`There are ${found.length} of ${id}.`);
  return object;
}

function podsOf(objects: readonly KubernetesObject[]): readonly (readonly [name: string, spec: Found])[] {
  return objects.flatMap((object) => {
    const spec = object['kind'] === 'Pod' ? at(object, 'spec') : at(object, 'spec.template.spec');
    const isPod = at(spec, 'containers') !== undefined;
    return isPod ? [[`${String(object['kind'])} ${nameOf(object)}`, spec] as const] : [];
  });
}
