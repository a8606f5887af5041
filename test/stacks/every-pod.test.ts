import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith, type Place } from '../inputs/places';
import { everythingOn } from '../support/everything-on';
import { plainRendering } from '../support/renderers';
import { at, podOf } from '../kubernetes/tiny-stack';

const NAMES = Object.keys(stacks) as StackName[];

/** What a chart's own pod values are, and where an object of a pod has them. */
const PLACEMENT: Readonly<Record<string, readonly [value: unknown, path: readonly string[]]>> = {
  nodeSelector: [{ pool: 'x' }, ['nodeSelector']],
  tolerations: [[{ key: 'x' }], ['tolerations']],
  affinity: [{ nodeAffinity: {} }, ['affinity']],
  priorityClassName: ['x', ['priorityClassName']],
};

/** KEDA, in place of the HorizontalPodAutoscaler, which everything has. */
const KEDA: JsonObject = {
  autoscaling: { enabled: false },
  keda: { enabled: true, triggers: [{ type: 'prometheus', metadata: { query: 'up', threshold: '5' } }] },
};

function rendered(name: StackName, values: JsonObject = {}): readonly KubernetesObject[] {
  const request = { release: 'r', namespace: 'n', set: [], setString: [] };
  const all = overlay(everythingOn(name), values);
  const rendering = plainRendering(stacks[name].template(), { ...request, values: [all] });
  if (!rendering.ok) throw new Error(rendering.message);
  return rendering.objects;
}

interface Pod {
  readonly name: string;
  readonly labels: JsonObject;
  readonly annotations: JsonObject;
  readonly spec: JsonObject;
}

/** The pods of a stack with everything switched on, by the kind and the name of the object that makes them. */
function podsOf(name: StackName, values: JsonObject = {}): readonly Pod[] {
  return rendered(name, values).flatMap((object): Pod[] => {
    const isPod = object['kind'] === 'Pod';
    const spec = isPod ? at(object, 'spec') : podOf(object);
    if (spec === undefined) return [];
    const metadata = (
      isPod ? at(object, 'metadata') : at(object, 'spec', 'template', 'metadata')
    ) as JsonObject;
    // The name of a Job is a hash of its pod.
    const id = String(at(object, 'metadata', 'name')).replace(/-init-[0-9a-f]{8}$/, '-init');
    const { labels = {}, annotations = {} } = metadata as Record<string, JsonObject>;
    return [{ name: `${String(object['kind'])} ${id}`, labels, annotations, spec: spec as JsonObject }];
  });
}

/** The sections of a chart that are about the pods of a component. */
function componentsOf(name: StackName): readonly Place[] {
  const declaration = stacks[name].template().declaration;
  return [...placesOf(declaration)].filter(({ declaration }) => hasField(declaration, 'priorityClassName'));
}

function hasField({ shape }: Place['declaration'], key: string): boolean {
  return shape.type === 'section' && Object.hasOwn(shape.fields, key);
}

describe.each(NAMES)('%s', (name) => {
  it('has several kinds of pods with everything switched on', () => {
    expect(podsOf(name).length).toBeGreaterThanOrEqual(2);
  });

  it.each(Object.entries(PLACEMENT))('places all its pods by %s', (key, [value, path]) => {
    for (const { name: pod, spec } of podsOf(name, { [key]: value } as JsonObject))
      expect({ pod, value: at(spec, ...path) }).toEqual({ pod, value });
  });

  it('pulls the images of all its pods with the Secrets given', () => {
    for (const { name: pod, spec } of podsOf(name, { imagePullSecrets: [{ name: 'registry' }] }))
      expect({ pod, secrets: spec['imagePullSecrets'] }).toEqual({ pod, secrets: [{ name: 'registry' }] });
  });

  it('labels all its objects and pods, and annotates all its objects', () => {
    const common = { commonLabels: { team: 'a' }, commonAnnotations: { owner: 'b' } };
    for (const { name: pod, labels } of podsOf(name, common))
      expect({ pod, team: labels['team'] }).toEqual({ pod, team: 'a' });
    const missing = rendered(name, common).filter(
      (object) =>
        // Those outlive a release, with what others have put there.
        object['kind'] !== 'Namespace' &&
        (at(object, 'metadata', 'labels', 'team') !== 'a' ||
          at(object, 'metadata', 'annotations', 'owner') !== 'b'),
    );
    expect(
      missing.map((object) => `${String(object['kind'])} ${String(at(object, 'metadata', 'name'))}`),
    ).toEqual([]);
  });

  it('takes labels and annotations of one object over those of all, wherever both can be said', () => {
    const root = stacks[name].template().declaration;
    const maps = [...placesOf(root)].filter(({ path, declaration, inEntry }) => {
      const { shape } = declaration;
      const key = String(path.at(-1));
      return (
        shape.type === 'map' &&
        !inEntry &&
        /(^|[a-z])(L|l)abels$|(^|[a-z])(A|a)nnotations$/.test(key) &&
        !key.startsWith('common')
      );
    });
    expect(maps).not.toEqual([]);
    // That volume is there only without replicas that are alike, which not all can be on with.
    for (const { path } of maps.filter((place) => place.path[0] !== 'configStore')) {
      const kind = String(path.at(-1)).endsWith('abels') ? 'commonLabels' : 'commonAnnotations';
      const own = valuesWith(root, path, { who: 'own' }) as JsonObject;
      const beside = path[0] === 'keda' ? KEDA : {};
      const objects = JSON.stringify(
        rendered(name, [{ [kind]: { who: 'all' } }, own].reduce(overlay, beside)),
      );
      expect({ path, own: objects.includes('"who":"own"'), all: objects.includes('"who":"all"') }).toEqual({
        path,
        own: true,
        all: true,
      });
    }
  });

  it('places, labels and secures the pods of each component apart', () => {
    const root = stacks[name].template().declaration;
    const before = podsOf(name);
    const reached = new Set<string>();
    for (const { path, declaration } of componentsOf(name)) {
      const wished = {
        nodeSelector: { own: 'x' },
        podLabels: { own: 'x' },
        podAnnotations: { own: 'x' },
        podSecurityContext: { supplementalGroups: [4242] },
      };
      const own = Object.fromEntries(Object.entries(wished).filter(([key]) => hasField(declaration, key)));
      const after = podsOf(name, valuesWith(root, path, own) as JsonObject);
      const changed = after.filter(
        ({ name: pod, spec }) =>
          JSON.stringify(spec) !== JSON.stringify(before.find((one) => one.name === pod)?.spec),
      );
      for (const { name: pod, labels, annotations, spec } of changed) {
        // That of a new service has the values of the tests.
        if (pod.startsWith('Pod ') && !before.some((one) => one.name === pod)) continue;
        // The chart's own hold for the others too.
        if (path.length > 0) reached.add(pod);
        expect({ pod, selector: at(spec, 'nodeSelector', 'own') }).toEqual({ pod, selector: 'x' });
        if (path.length === 0) continue;
        expect({ pod, labels, annotations, spec }).toMatchObject({
          labels: { own: 'x' },
          annotations: { own: 'x' },
          ...('podSecurityContext' in own ? { spec: { securityContext: wished.podSecurityContext } } : {}),
        });
      }
    }
    // All pods but those of the application itself, whose values are the chart's.
    const others = before.map((pod) => pod.name).filter((pod) => !reached.has(pod));
    const services = Object.keys((everythingOn(name)['services'] ?? {}) as JsonObject);
    const application = [`r-${name}`, ...services.map((service) => `mcp-${service}`)];
    expect(others.filter((pod) => !application.includes(pod.replace('Deployment ', '')))).toEqual([]);
  });
});
