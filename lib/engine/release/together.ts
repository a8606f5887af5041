import type { KubernetesObject } from '../manifests/render';
import type { JsonObject } from '../values/declaration';
import { formatList } from '../values/wording';
import { describeObject, metadataOf, repeatedBy, repeatedObjects, sharedObjects } from './objects';
import { placesOfHost, placesOfName } from './places';
import { routesOf, type Route } from './routes';
import { foreignPods } from './selection';

/** What makes objects of a cluster: a release, or an environment, which makes its namespace. */
export interface Maker {
  /** What sentences call it, such as the name of its stack. */
  readonly name: string;
  /** All of its values, in which sentences find where a name or a host comes from. */
  readonly values: JsonObject;
  readonly objects: readonly KubernetesObject[];
}

/**
 * What a release makes twice, of which a cluster keeps one: objects, and ways to a path of a host. A sentence each, to follow the name
 * of the source of its values.
 */
export function repetitionsIn(maker: Omit<Maker, 'name'>): readonly string[] {
  return [...objectsMadeTwice(maker), ...routesTakenTwice(maker)];
}

/** What two releases have in common that only one can have: objects, hosts and pods. A sentence each. */
export function conflictsBetween(one: Maker, other: Maker): readonly string[] {
  const objects = sameObjects(one, other);
  // Of the same object all else is the same too.
  return [...objects, ...(objects.length > 0 ? [] : samePods(one, other)), ...sameHosts(one, other)];
}

function sameObjects(one: Maker, other: Maker): string[] {
  const objects = sharedObjects(one.objects, other.objects);
  if (objects.length === 0) return [];
  const [first, second] = [one, other].map((maker) => named(maker.name, placesOfNames(maker, objects)));
  return [
    `${String(first)} and ${String(second)} both make ${formatList(objects.map(describeObject))}; give what one of them makes another name.`,
  ];
}

function samePods(one: Maker, other: Maker): string[] {
  return [...foreignPods(one.objects, other.objects), ...foreignPods(other.objects, one.objects)]
    .slice(0, 1)
    .map(
      ({ by, of }) =>
        `${one.name} and ${other.name} have the same labels: ${describeObject(by)} would select the pods of ${describeObject(of)}; ` +
        'give one of the releases another name or namespace.',
    );
}

function objectsMadeTwice(maker: Omit<Maker, 'name'>): string[] {
  const objects = repeatedObjects(maker.objects);
  if (objects.length === 0) return [];
  const places = placesOfNames(maker, objects);
  return [
    `${makers(places)} ${formatList(objects.map(describeObject))} twice; give what is made second another name.`,
  ];
}

function makers(places: readonly string[]): string {
  const distinct = [...new Set(places)];
  if (distinct.length === 0) return 'the values make';
  return `${formatList(distinct)} ${distinct.length === 1 ? 'makes' : 'make'}`;
}

function placesOfNames(
  { values }: Pick<Maker, 'values'>,
  objects: readonly KubernetesObject[],
): readonly string[] {
  return objects.flatMap((object) => placesOfName(values, metadataOf(object).name));
}

function sameHosts(one: Maker, other: Maker): string[] {
  const [ours, theirs] = [routesOf(one.objects), routesOf(other.objects)];
  const hosts = new Set(ours.map(({ host }) => host));
  const shared = [...new Set(theirs.map(({ host }) => host))].filter((host) => hosts.has(host));
  return shared.map((host) => {
    const [first, second] = [
      named(one.name, sourcesOf(one, ours, host)),
      named(other.name, sourcesOf(other, theirs, host)),
    ];
    return `the host ${host} is one of ${first} and one of ${second}; a host leads to one stack, so give one of them another.`;
  });
}

/** The values that a host comes from, or else what leads from the host to a Service. */
function sourcesOf(
  { values }: Pick<Maker, 'values'>,
  routes: readonly Route[],
  host: string,
): readonly string[] {
  const places = placesOfHost(values, host);
  const objects = routes.filter((route) => route.host === host).map(({ object }) => describeObject(object));
  return [...new Set(places.length > 0 ? places : objects)];
}

function routesTakenTwice(maker: Omit<Maker, 'name'>): string[] {
  const routes = routesOf(maker.objects);
  const repeated = repeatedBy(routes, ({ host, match, object }) =>
    JSON.stringify([host, match, object['kind']]),
  );
  return repeated.map(({ host, path }) => {
    const sources = sourcesOf(maker, routes, host);
    const verb = sources.length === 1 ? 'has' : 'have';
    return `${formatList(sources)} ${verb} the path ${path} on the host ${host} twice; give one of the two another host or path.`;
  });
}

/** A name with where it comes from: `claude-relay (fullnameOverride)`. */
function named(name: string, places: readonly string[]): string {
  const distinct = [...new Set(places)];
  return distinct.length === 0 ? name : `${name} (${formatList(distinct)})`;
}

/** Every two of a list, each pair once. */
export function pairs<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
}
