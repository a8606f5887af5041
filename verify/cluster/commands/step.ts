import type { HelmMajor } from '../../../test/support/helm-binary';
import type { Cluster } from '../support/cluster';
import type { Ended } from '../../../test/support/execute';
import type { Workplace } from './workplace';

/** What a step has at hand. */
export interface Context {
  readonly cluster: Cluster;
  /** Which Helm `helm` is. */
  readonly major: HelmMajor;
  readonly place: Workplace;
  /** The folder that the commands of the scenario run in, relative to the workplace. */
  readonly folder: string;
}

/** What a check looks at beside the cluster: the line as it was run, and what came of it. */
export interface Outcome extends Ended {
  readonly line: string;
}

/**
 * Looks whether a command found what it names.
 *
 * @throws Error saying what is missing
 */
export type Check = (context: Context, outcome: Outcome) => Promise<void> | void;

/** At least one check: a command that is only run proves nothing. */
export type Checks = readonly [Check, ...Check[]];

/** Placeholders of a documented line and what stands in their place here. All else of the line is as documented. */
export type Replacements = Readonly<
  Record<string, string | ((context: Context) => Promise<string> | string)>
>;

interface Documented {
  /** The id of the command in `test/acceptance`. */
  readonly id: string;
  readonly replace?: Replacements;
}

/** A command that runs and finds what it names. */
export interface Runs extends Documented {
  readonly is: 'runs';
  readonly finds: Checks;
  /** Whether it waits for pods, so that claims have to get their volumes while it runs. */
  readonly waits?: boolean;
}

/** A command that has to fail, with a sentence; and what is to be done instead, where there is something. */
export interface Rejected extends Documented {
  readonly is: 'rejected';
  /** What it must say on standard error. */
  readonly says: RegExp;
  readonly reason: string;
  /** Where the project's users read about it, where that is a page of the project. */
  readonly document?: `docs/deviations.md#${string}`;
  readonly instead?: { readonly line: (documented: string) => string; readonly finds: Checks };
}

/** A command that needs a running container. What it names is looked up. */
export interface InContainer extends Documented {
  readonly is: 'container';
  readonly reason: string;
  /** Whether the line is run as far as it gets; a line for a shell inside a container is not. */
  readonly run: boolean;
  /** When it has got as far as it can, by its standard error, where it would go on trying. */
  readonly until?: (context: Context, errors: string) => boolean;
  readonly finds: Checks;
}

/** A command that is not for kubectl or Helm. Where it has a counterpart in a cluster, `test/acceptance` looks at that. */
export interface Elsewhere {
  readonly id: string;
  readonly is: 'elsewhere';
  readonly reason: string;
}

/** What becomes of a documented command. */
export type Entry = Runs | Rejected | InContainer | Elsewhere;

/** What has to be so before the next command, which the document takes for granted. */
export interface Setup {
  readonly setup: string;
  readonly do: (context: Context) => Promise<unknown>;
}

export type Step = Entry | Setup;

/** Steps one after another, in a cluster in which nothing of its stack is left from before. */
export interface Scenario {
  readonly name: string;
  /** Relative to the workplace. */
  readonly folder: string;
  /** Whether it is gone through with each Helm. */
  readonly withHelm: boolean;
  readonly steps: readonly Step[];
}

export function isEntry(step: Step): step is Entry {
  return 'is' in step;
}

/** A name for messages: an id, or what is set up. */
export function titleOf(step: Step): string {
  return isEntry(step) ? step.id : `(${step.setup})`;
}
