import type { SecretForms } from './secret-form';

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

/** A fact, with a note if there is one. */
export function fact<V extends string>(readBy: Readonly<Record<V, Reading>>, note?: string): SoftwareFact<V> {
  return note === undefined ? { readBy } : { readBy, note };
}

/** Facts by the name of what they are about. */
export type SoftwareFacts<V extends string> = Readonly<Record<string, SoftwareFact<V>>>;

/** What a stack renders, scrapes and documents that only its software can keep. */
export interface SoftwareTables<V extends string> {
  /** The containers that run it. */
  readonly containers: readonly string[];
  /** Environment variables of the containers with the software. */
  readonly variables: SoftwareFacts<V>;
  /** The forms of the variables that are read from Secrets. @default - there are none */
  readonly secrets?: SecretForms;
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
