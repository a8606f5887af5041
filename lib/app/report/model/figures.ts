import type { Range } from '../../objects/workloads';
import type { Sections } from './sections';
import { storageOf } from './volumes';

/** A number that is seen first. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** What is to be known of it. @default '' */
  readonly note: string;
  /** The ID of the section that has more. */
  readonly section: string;
}

/** A range in words: `3–10`. */
export function rangeInWords({ least, most }: Range, words: (value: number) => string = String): string {
  return words(least) === words(most) ? words(least) : `${words(least)}–${words(most)}`;
}

/** CPU in cores for people: `1.85`. */
export function cores(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Memory for people: `9.3 GiB`, or `512 MiB` below one. */
export function bytes(value: number): string {
  return value < 2 ** 30
    ? `${String(Math.round(value / 2 ** 20))} MiB`
    : `${String(Math.round((value / 2 ** 30) * 10) / 10)} GiB`;
}

/** A range of memory for people: `9.3–23.3 GiB`. */
export function bytesRange(range: Range): string {
  return rangeInWords(range, bytes).replace(/ (\w+)–(.*) \1$/, '–$2 $1');
}

/** The figures at the top of a report. */
export function figuresOf(sections: Sections): readonly Figure[] {
  const { resources, entrances, secrets, images, volumes, policies, workloads } = sections;
  const { all, node, nodes } = resources;
  const open = entrances.filter(({ targets }) => targets.length > 0);
  const missing = secrets.filter(({ madeBy }) => madeBy === undefined);
  const pinned = images.filter(({ named }) => named === 'by digest').length;
  const moving = images.filter(({ named }) => named === 'by a moving tag').length;
  const count = (number: number, one: string, more = `${one}s`) => `${number} ${number === 1 ? one : more}`;
  return [
    {
      name: 'Pods',
      value: rangeInWords(all.pods),
      note: count(workloads.length, 'workload'),
      section: 'workloads',
    },
    {
      name: 'CPU requested',
      value: rangeInWords(all.cpu.request, cores),
      note: 'cores',
      section: 'resources',
    },
    {
      name: 'Memory requested',
      value: bytesRange(all.memory.request),
      note: nodes === undefined ? 'a pod is too large' : `${rangeInWords(nodes)} × ${node.text}`,
      section: 'resources',
    },
    {
      name: 'Open hosts',
      value: String(new Set(open.map(({ host }) => host)).size),
      note: doubtsOf(
        open.filter(({ tls }) => tls.is === 'no').length,
        open.filter(({ login }) => login.is === 'no').length,
      ),
      section: 'entrances',
    },
    {
      name: 'Secrets to create',
      value: String(missing.length),
      note: secrets.length === missing.length ? '' : `${secrets.length - missing.length} more made for you`,
      section: 'secrets',
    },
    {
      name: 'Images',
      value: String(images.length),
      note: moving > 0 ? `${moving} by a moving tag` : `${pinned} by digest`,
      section: 'images',
    },
    {
      name: 'Storage claimed',
      value: volumes.length === 0 ? 'none' : bytes(storageOf(volumes)),
      note: count(volumes.length, 'claim'),
      section: 'volumes',
    },
    {
      name: 'Policy exceptions',
      value: String(policies.exceptions.length),
      note: count(policies.gaps.length, 'gap'),
      section: 'policies',
    },
  ];
}

function doubtsOf(withoutTls: number, withoutLogin: number): string {
  const doubts = [
    ...(withoutTls > 0 ? [`${withoutTls} without TLS`] : []),
    ...(withoutLogin > 0 ? [`${withoutLogin} without login`] : []),
  ];
  return doubts.length === 0 ? 'TLS, login: no gap known' : doubts.join(', ');
}
