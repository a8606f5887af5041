/**
 * Whom the objects of a namespace select, whatever kind they are of and wherever in them the selector stands. It shares no code with the
 * product, which looks for conflicts of releases too.
 */
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap } from '../../lib/engine/values/merge';
import { picks, type Labels } from '../network/labels';
import type { Selector } from '../network/policy';

/** An object, and the installation of a chart that it is of. */
export interface Owned {
  /** Such as `my-release` or, of a chart in a chart, `my-release, parent/charts/eu`. */
  readonly owner: string;
  /** The chart, whatever it is called there. */
  readonly chart: string;
  readonly object: KubernetesObject;
}

/** A pod that an object makes, or a Service: what can be selected. */
export interface Selectable extends Owned {
  readonly labels: Labels;
  readonly namespace: string;
}

/** A selector in an object. */
interface Found {
  /** Where it stands: `spec.selector`. */
  readonly path: string;
  readonly selector: Selector;
  /** Whom it is about: the part of a chart that the object is of, all pods of the chart, or the other end of a connection. */
  readonly of: 'part' | 'chart' | 'peers';
}

/** In sentences: what selects pods or Services that are not its own, and objects that two installations make. */
export function conflictsAmong(all: readonly Owned[]): string[] {
  const pods = podsAmong(all);
  const services = all.filter(({ object }) => object['kind'] === 'Service').map(serviceOf);
  return [
    ...twice(all),
    ...all.flatMap((one) => {
      const among = one.object['kind'] === 'ServiceMonitor' ? services : pods;
      const here = among.filter(({ namespace }) => watches(one.object, namespace));
      return [
        ...selectorsIn(one.object).flatMap((found) => wronglySelected(one, found, here)),
        ...wrongTarget(one, all),
      ];
    }),
  ];
}

/** The pods that objects make. */
export function podsAmong(all: readonly Owned[]): readonly Selectable[] {
  return all.flatMap(podOf);
}

/** How many selectors there are, so that a test knows that it looked at some. */
export function countSelectors(all: readonly Owned[]): number {
  return all.flatMap(({ object }) => selectorsIn(object)).length;
}

function wronglySelected(one: Owned, { path, selector, of }: Found, among: readonly Selectable[]): string[] {
  const selected = among.filter(({ labels }) => picks(selector, labels));
  const foreign = selected.filter(({ owner }) => owner !== one.owner);
  // Connections to another chart are meant; to another installation of the same one they are not.
  const wrong = of === 'peers' ? foreign.filter(({ chart }) => chart === one.chart) : foreign;
  const sentences = wrong.map((other) => `${describe(one)}: ${path} selects ${describe(other)}`);
  if (of === 'peers') return sentences;
  const own = selected.filter(({ owner }) => owner === one.owner);
  const [first, second] = own;
  if (first === undefined) return [...sentences, `${describe(one)}: ${path} selects nothing of its own`];
  if (of === 'chart') return sentences;
  // A part has pods of one kind, and what is for a part has its labels.
  const several =
    second === undefined ? [] : [`${describe(one)}: ${path} selects ${own.map(describe).join(' and ')}`];
  const labels = labelsOf(one.object);
  const other = picks(selector, labels) ? [] : [`${describe(one)}: ${path} does not fit its own labels`];
  return [...sentences, ...several, ...other];
}

/** An autoscaler names what it scales. */
function wrongTarget(one: Owned, all: readonly Owned[]): string[] {
  return ['scaleTargetRef', 'targetRef'].flatMap((key) => {
    const target = at(one.object, 'spec', key);
    if (!isMap(target)) return [];
    const found = all.filter(
      ({ object }) =>
        object['kind'] === target['kind'] &&
        at(object, 'metadata', 'name') === target['name'] &&
        namespaceOf(object) === namespaceOf(one.object),
    );
    return found.length === 1 && found[0]?.owner === one.owner
      ? []
      : [`${describe(one)}: ${key} is ${found.map(describe).join(' and ')}`];
  });
}

/** Objects that are in the list twice, but for namespaces, whose names are the user's. */
function twice(all: readonly Owned[]): string[] {
  const first = new Map<string, Owned>();
  return all.flatMap((one) => {
    if (one.object['kind'] === 'Namespace') return [];
    const other = first.get(describeObject(one.object));
    if (other === undefined) first.set(describeObject(one.object), one);
    return other === undefined ? [] : [`${describe(one)} is also of ${other.owner}`];
  });
}

/** The selectors in an object: every map under a key that says so, in whatever kind of object. */
function selectorsIn(object: KubernetesObject): Found[] {
  const direct = object['kind'] === 'Service' ? at(object, 'spec', 'selector') : undefined;
  if (isMap(direct))
    return [{ path: 'spec.selector', selector: { matchLabels: direct as Labels }, of: 'part' }];
  return within(object['spec'], ['spec']);
}

function within(value: Json | undefined, path: readonly string[]): Found[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => within(item, [...path, String(index)]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (/^(namespaceSelector|nodeSelector|selectPolicy)$/.test(key)) return [];
    const here = [...path, key];
    if (/selector$/i.test(key) && isMap(inner)) return selectorOf(value, inner, here);
    // What a Flow of the Logging operator selects.
    if (key === 'select' && isMap(inner) && isMap(inner['labels']))
      return [
        { path: here.join('.'), selector: { matchLabels: inner['labels'] as Labels }, of: 'chart' as const },
      ];
    return within(inner, here);
  });
}

function selectorOf(around: JsonObject, selector: JsonObject, path: readonly string[]): Found[] {
  // All pods of the namespace are meant, or those of other namespaces.
  if (Object.keys(selector).length === 0 || around['namespaceSelector'] !== undefined) {
    const watched = at(around['namespaceSelector'], 'matchNames');
    if (watched === undefined) return [];
  }
  const of = path.some((key) => key === 'ingress' || key === 'egress') ? 'peers' : 'part';
  return [{ path: path.join('.'), selector: selector, of }];
}

function podOf(owned: Owned): Selectable[] {
  const { object } = owned;
  const template =
    object['kind'] === 'Pod'
      ? object
      : (at(object, 'spec', 'template') ?? at(object, 'spec', 'jobTemplate', 'spec', 'template'));
  const labels = at(template, 'metadata', 'labels');
  return isMap(labels) ? [{ ...owned, labels: labels as Labels, namespace: namespaceOf(object) }] : [];
}

function serviceOf(owned: Owned): Selectable {
  return { ...owned, labels: labelsOf(owned.object), namespace: namespaceOf(owned.object) };
}

/** Whether an object is about what is in a namespace. */
function watches(object: KubernetesObject, namespace: string): boolean {
  const named = at(object, 'spec', 'namespaceSelector', 'matchNames');
  return Array.isArray(named) ? named.includes(namespace) : namespace === namespaceOf(object);
}

function labelsOf(object: KubernetesObject): Labels {
  const labels = at(object, 'metadata', 'labels');
  return isMap(labels) ? (labels as Labels) : {};
}

function namespaceOf(object: KubernetesObject): string {
  return String(at(object, 'metadata', 'namespace'));
}

function describe({ owner, object }: Owned): string {
  return `${describeObject(object)} of ${owner}`;
}

function describeObject(object: KubernetesObject): string {
  return `${String(object['kind'])} ${namespaceOf(object)}/${String(at(object, 'metadata', 'name'))}`;
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}
