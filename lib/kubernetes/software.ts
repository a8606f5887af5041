import type { Expr } from '../engine/template/expression';
import { and, matches, not, or, text, type Condition } from '../engine/template/operators';
import type { StackTemplate } from '../engine/template/stack-template';
import { eachEntry, when, type Lines } from '../engine/template/tree';
import { formatList } from '../engine/values/wording';

/** Nothing in the source of a version reads it, or serves it. */
export const NOT_READ = false as const;
/** The source of a version is not public, so nobody knows. */
export const NOT_SEEN = null;

/**
 * Where the source of a version reads a variable or a key, or serves a path, a metric or a call: `src/app.js:440`.
 */
export type Reading = string | typeof NOT_READ | typeof NOT_SEEN;

/** A version of the software of a stack that the stack was checked with. */
export interface SoftwareVersion {
  /** The repository of its source on GitHub: `owner/name`. */
  readonly project: string;
  /**
   * The commit of its source.
   *
   * @default - its source is not public
   */
  readonly commit?: string;
  /** How it was checked: run with the rendered manifests, read in its source, or only described by others. */
  readonly checked: 'run' | 'read' | 'not seen';
  /** Image tags that stand for it. */
  readonly tags: RegExp;
  /**
   * The variables that it reads besides those of the table: all of them, so that others are known to have no effect.
   *
   * @default - not known
   */
  readonly otherVariables?: readonly string[];
}

/** A variable, key, path, metric or call, and which versions know it. */
export interface SoftwareFact<V extends string> {
  readonly readBy: Readonly<Record<V, Reading>>;
  /** What follows where it is not read, or what differs between the versions; one or more sentences. */
  readonly note?: string;
}

/** Facts by the name of what they are about. */
export type SoftwareFacts<V extends string> = Readonly<Record<string, SoftwareFact<V>>>;

/** What a stack renders, scrapes and documents that only its software can keep. */
export interface SoftwareTables<V extends string> {
  /** The containers that run it. */
  readonly containers: readonly string[];
  /** Environment variables of the containers with the software. */
  readonly variables: SoftwareFacts<V>;
  /** Keys of the rendered configuration files. */
  readonly keys?: SoftwareFacts<V>;
  /** Paths of probes, tests, metrics and Ingresses, and calls that README and notes name, such as `POST /v1/messages`. */
  readonly calls: SoftwareFacts<V>;
  /** Metrics in alerts and dashboards. */
  readonly metrics?: SoftwareFacts<V>;
}

/** The software of a stack: the versions that it was checked with, and what each of them reads and serves. */
export interface Software<V extends string = string> extends SoftwareTables<V> {
  /** By version, the newest first. */
  readonly versions: Readonly<Record<V, SoftwareVersion>>;
}

/** Declares the software of a stack. Each fact has to speak of each version. */
export function software<V extends string>(
  versions: Readonly<Record<V, SoftwareVersion>>,
  tables: SoftwareTables<NoInfer<V>>,
): Software<V> {
  return { versions, ...tables };
}

/** The tables of software with their headings, in the order in which documents have them. */
export function tablesOf(
  software: Software,
): readonly (readonly [heading: string, facts: SoftwareFacts<string>])[] {
  const { variables, keys = {}, calls, metrics = {} } = software;
  return [
    ['Environment variable', variables],
    ['Configuration key', keys],
    ['Path or call', calls],
    ['Metric', metrics],
  ];
}

/** What is known of the image that the values choose. */
export interface ChosenVersion<V extends string> {
  /** Whether the tag of the image is one of a version. */
  is(version: V): Condition;
  /**
   * Whether the image may read a variable: not where its version is known not to.
   *
   * @throws Error for a variable that no version leaves unread, which needs no condition
   */
  mayRead(variable: string): Condition;
}

/** Values that choose the image and add variables to its container. */
export interface ChosenImage {
  /** Path of the tag, for warnings. @default 'image.tag' */
  readonly path?: string;
  readonly tag: Expr<string>;
  /**
   * The variables that a user adds, and their path.
   *
   * @default - not looked at
   */
  readonly extraEnv?: { readonly path: string; readonly values: Expr<Readonly<Record<string, string>>> };
}

// What a language's run-time and its libraries read, whatever the program is.
const RUNTIME_VARIABLES = [
  /^(TZ|LANG|LC_.*|HOME|PATH|TMPDIR|LD_.*|MALLOC_.*|OPENSSL_.*|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY)$/,
  /^(NODE_.*|UV_.*|(NO|FORCE)_COLOR|GO(GC|MEMLIMIT|MAXPROCS|DEBUG|TRACEBACK))$/,
];

/** Looks up the version of the software by the tag of its image, and adds warnings of what that version is known not to read. */
export function chooseVersion<V extends string>(
  stack: StackTemplate,
  { versions, ...tables }: Software<V>,
  { path = 'image.tag', tag, extraEnv }: ChosenImage,
): ChosenVersion<V> {
  const names = Object.keys(versions) as V[];
  const is = (version: V): Condition => matches(tag, versions[version].tags);
  const readersOf = (variable: string) => tables.variables[variable]?.readBy;
  stack.addWarnings(
    unknownVersionWarning({ versions, ...tables }, path, tag),
    ...names.flatMap((version) =>
      extraEnv === undefined
        ? []
        : unreadVariables(versions[version], tables, extraEnv, version, is(version)),
    ),
  );
  return {
    is,
    mayRead(variable) {
      const without = names.filter((version) => readersOf(variable)?.[version] === NOT_READ);
      if (without.length === 0) throw new Error(`Every version reads ${variable}; it needs no condition.`);
      return not(or(...without.map(is)));
    },
  };
}

/** A warning where a tag stands for none of the versions that were checked: it says what is known to differ. */
export function unknownVersionWarning<V extends string>(
  software: Software<V>,
  path: string | Expr<string>,
  tag: Expr<string>,
) {
  const versions = Object.entries<SoftwareVersion>(software.versions);
  const names = versions.map(([name]) => name);
  const known =
    names.length === 1
      ? `is not ${String(names[0])}, the version that this chart was checked with`
      : `is none of the versions that this chart was checked with (${formatList(names)})`;
  const differences = differencesIn(differingNames(software));
  return when(
    not(or(...versions.map(([, { tags }]) => matches(tag, tags)))),
    warning(path, text`${tag} ${known}; other versions may read other settings.${differences}`),
  );
}

// A warning is read on one line.
const MOST_NAMES = 6;

function differencesIn(names: readonly string[]): string {
  if (names.length === 0) return '';
  const more = names.length - MOST_NAMES;
  const listed = names.slice(0, MOST_NAMES).join(', ');
  return ` Between those differ: ${listed}${more > 0 ? ` and ${String(more)} more` : ''}; the README of the chart says how.`;
}

/** What at least one version is known to read, and another is known not to. */
export function differingNames(software: Software): readonly string[] {
  return tablesOf(software).flatMap(([, facts]) =>
    Object.entries(facts)
      .filter(([, { readBy }]) => {
        const readings = Object.values(readBy);
        return readings.includes(NOT_READ) && readings.some((reading) => typeof reading === 'string');
      })
      .map(([name]) => name),
  );
}

function unreadVariables<V extends string>(
  { otherVariables }: SoftwareVersion,
  { variables }: SoftwareTables<V>,
  { path, values }: NonNullable<ChosenImage['extraEnv']>,
  version: V,
  chosen: Condition,
): Lines<string>['lines'] {
  if (otherVariables === undefined) return [];
  const read = Object.entries(variables).filter(([, { readBy }]) => readBy[version] !== NOT_READ);
  const names = [...read.map(([name]) => name), ...otherVariables];
  const known = [
    ...inChunks(names).map((chunk) => new RegExp(`^(${chunk.join('|')})$`)),
    ...RUNTIME_VARIABLES,
  ];
  return [
    when(
      chosen,
      eachEntry(values, { key: 'name', entry: 'value' }, (name) =>
        when(
          and(...known.map((pattern) => not(matches(name, pattern)))),
          text`WARNING: ${path}.${name}: version ${version} of the software does not read this variable; remove it.`,
        ),
      ),
    ),
  ];
}

/** Names in groups that each fit on a line of a template. */
function inChunks(names: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  for (const name of names) {
    const last = chunks.at(-1);
    if (last !== undefined && [...last, name].join('|').length <= 100) last.push(name);
    else chunks.push([name]);
  }
  return chunks;
}

/** A warning that a value has no effect, or another one than it says, in the image that is chosen. */
export function warning(path: string | Expr<string>, sentence: string | Expr<string>): Expr<string> {
  return text`WARNING: ${path}: ${sentence}`;
}
