import type { KubernetesObject } from '../../engine/manifests/render';
import { ValuesError } from '../../engine/values/check';
import { formatList } from '../../engine/values/wording';
import { sourceName, type NamedEnvironment } from './environment';
import { describeObject, metadataOf, repeatedObjects, sharedObjects } from '../../engine/release/objects';
import { placesOfHost, placesOfName } from './places';
import { routesOf, type Route } from '../objects/routes';
import type { RenderedStack } from './stacks';

/** What makes objects: a stack, or the environment itself, which makes its namespace. */
type Maker = Pick<RenderedStack, 'objects' | 'values'> & { readonly name: string };

/**
 * Checks what each stack cannot know of the others: that no two make the same object, and that a host leads to one of them.
 *
 * @param own the objects of the environment itself: its namespace
 * @throws ValuesError naming the environment's file, the stacks and the values that it comes from
 */
export function checkTogether(
  environment: NamedEnvironment,
  stacks: readonly RenderedStack[],
  own: readonly KubernetesObject[],
): void {
  const itself = { name: 'the environment', values: { namespace: environment.namespace }, objects: own };
  const problems = [
    ...pairs<Maker>([itself, ...stacks]).flatMap(([one, other]) => sameObjects(one, other)),
    ...stacks.flatMap(objectsMadeTwice),
    ...pairs(stacks).flatMap(([one, other]) => sameHosts(one, other)),
    ...stacks.flatMap(routesTakenTwice),
  ];
  if (problems.length === 0) return;
  throw new ValuesError(problems.map((problem) => `${sourceName(environment)}: ${problem}`));
}

function sameObjects(one: Maker, other: Maker): string[] {
  const objects = sharedObjects(one.objects, other.objects);
  if (objects.length === 0) return [];
  const [first, second] = [one, other].map((maker) => named(maker.name, placesOfNames(maker, objects)));
  return [
    `${String(first)} and ${String(second)} both make ${formatList(objects.map(describeObject))}; give what one of them makes another name.`,
  ];
}

function objectsMadeTwice(stack: RenderedStack): string[] {
  const objects = repeatedObjects(stack.objects);
  if (objects.length === 0) return [];
  const places = placesOfNames(stack, objects);
  return [
    `${named(stack.name, places)} makes ${formatList(objects.map(describeObject))} twice; give what is made second another name.`,
  ];
}

function placesOfNames({ values }: Maker, objects: readonly KubernetesObject[]): readonly string[] {
  return objects.flatMap((object) => placesOfName(values, metadataOf(object).name));
}

function sameHosts(one: RenderedStack, other: RenderedStack): string[] {
  const [ours, theirs] = [routesOf(one.objects), routesOf(other.objects)];
  const hosts = new Set(ours.map(({ host }) => host));
  const shared = [...new Set(theirs.map(({ host }) => host))].filter((host) => hosts.has(host));
  return shared.map((host) => {
    const [first, second] = [hostOf(one, ours, host), hostOf(other, theirs, host)];
    return `the host ${host} is one of ${first} and one of ${second}; a host leads to one stack, so give one of them another.`;
  });
}

/** A stack with the values that a host of it comes from, or else with what leads from the host to it. */
function hostOf({ name, values }: RenderedStack, routes: readonly Route[], host: string): string {
  const places = placesOfHost(values, host);
  const objects = routes.filter((route) => route.host === host).map(({ object }) => describeObject(object));
  return named(name, places.length > 0 ? places : objects);
}

function routesTakenTwice(stack: RenderedStack): string[] {
  const routes = routesOf(stack.objects);
  const repeated = routes.filter(({ host, match, object }, index) =>
    routes
      .slice(0, index)
      .some((before) => before.host === host && before.match === match && kindOf(before) === object['kind']),
  );
  return repeated.map(
    ({ host, path }) =>
      `${hostOf(stack, routes, host)} has the path ${path} on the host ${host} twice; give one of the two another host or path.`,
  );
}

function kindOf({ object }: Route) {
  return object['kind'];
}

/** A name with where it comes from: `claude-relay (fullnameOverride)`. */
function named(name: string, places: readonly string[]): string {
  const distinct = [...new Set(places)];
  return distinct.length === 0 ? name : `${name} (${formatList(distinct)})`;
}

function pairs<T>(all: readonly T[]): readonly (readonly [T, T])[] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
}
