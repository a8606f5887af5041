import type { KubernetesObject } from '../../engine/manifests/render';
import type { Json } from '../../engine/values/declaration';
import { scalarString } from '../../engine/values/merge';
import { at, items, metadataOf } from '../../engine/release/objects';
import { routesOf } from '../../engine/release/routes';
import { neededSecrets } from '../objects/secrets';
import type { RenderedStack } from '../environments/stacks';
import { databasesOf } from '../objects/databases';
import { cpuQuantity, memoryQuantity } from '../objects/quantity';
import { stringsIn } from '../../engine/values/strings';
import { workloadsOf, type Range, type Workload } from '../objects/workloads';

/** A stack of an environment, among the others. */
export interface Deployed extends Omit<RenderedStack, 'release'> {
  /** The objects of all stacks of the environment. */
  readonly neighbours: readonly KubernetesObject[];
}

/** A piece of a fact: `redis:7.4` of the image `redis`. */
export interface Piece {
  /** What it is about: pieces of several environments with one key can be compared. */
  readonly key: string;
  readonly text: string;
}

/** Something that matters to the people who run a stack. */
export interface Fact {
  readonly name: string;
  /** It in pieces of a few words; none for a stack that has no such thing. */
  readonly of: (stack: Deployed) => readonly Piece[];
  /**
   * Whether a piece is left out that is the same in all environments that have it. Where one lacks the stack, all are there.
   *
   * @default false
   */
  readonly changesOnly?: boolean;
}

/** What matters of each stack, in the order of importance. */
export const FACTS: readonly Fact[] = [
  {
    name: 'pods × requests',
    of: (stack) => workloadsOf(stack.objects).map(podsOf(stack)),
    changesOnly: true,
  },
  {
    name: 'images',
    of: ({ objects }) => workloadsOf(objects).flatMap(({ images }) => images.map(imageOf)),
    changesOnly: true,
  },
  { name: 'log level', of: ({ values }) => pieces(logLevels(values)) },
  { name: 'storage', of: ({ objects }) => pieces(objects.flatMap(volumesOf)) },
  { name: 'databases', of: ({ objects, neighbours }) => pieces(databasesOf(objects, neighbours)) },
  { name: 'hosts', of: ({ objects }) => pieces(hostsOf(objects)) },
  { name: 'Secrets', of: ({ objects }) => pieces(secretsOf(objects)) },
];

/** A range in words: `3–10`. */
export function ranged({ least, most }: Range, words: (value: number) => string = String): string {
  return words(least) === words(most) ? words(least) : `${words(least)}–${words(most)}`;
}

function podsOf(stack: Deployed) {
  return ({ name, pods, cpu, memory }: Workload): Piece => {
    const start = name === stack.name ? '' : `${name} `;
    return { key: name, text: `${start}${ranged(pods)} × ${cpuQuantity(cpu)}/${memoryQuantity(memory)}` };
  };
}

/** An image without the registry and the path that it comes from. */
function imageOf(image: string): Piece {
  const text = image.slice(image.lastIndexOf('/') + 1);
  return { key: text.replace(/[:@].*/, ''), text };
}

function logLevels(values: Json): readonly string[] {
  return stringsIn(values)
    .filter(({ path }) => path.at(-1) === 'logLevel')
    .map(({ text }) => text);
}

/** The volumes that are claimed for an object: `data 1Gi`, and its class if one is named. */
function volumesOf(object: KubernetesObject): string[] {
  const { name } = metadataOf(object);
  const claims =
    object['kind'] === 'PersistentVolumeClaim' ? [object] : items(at(object, 'spec', 'volumeClaimTemplates'));
  return claims.map((claim) => {
    const size = scalarString(at(claim, 'spec', 'resources', 'requests', 'storage'));
    const storageClass = scalarString(at(claim, 'spec', 'storageClassName'));
    return [name, size, ...(storageClass === '' ? [] : [`of ${storageClass}`])].join(' ');
  });
}

function hostsOf(objects: readonly KubernetesObject[]): readonly string[] {
  const certified = objects
    .flatMap((object) => items(at(object, 'spec', 'tls')))
    .flatMap((certificate) => items(at(certificate, 'hosts')))
    .map(scalarString);
  return routesOf(objects).map(({ host, object }) => {
    if (object['kind'] === 'HTTPRoute') return `${host} by a Gateway`;
    if (object['kind'] === 'Route') return `${host} by a Route`;
    return certified.some((name) => covers(name, host)) ? `${host} with TLS` : host;
  });
}

/** Whether a certificate for a name is for a host: a `*` stands for one label. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && name.slice(1) === host.slice(host.indexOf('.')));
}

/** The Secrets that pods read and that are not made with them. */
function secretsOf(objects: readonly KubernetesObject[]): readonly string[] {
  return neededSecrets(objects.filter(({ kind }) => kind !== 'Ingress' && kind !== 'Route')).map(
    ({ name }) => name,
  );
}

function pieces(words: readonly string[]): readonly Piece[] {
  return words.map((word) => ({ key: word, text: word }));
}
