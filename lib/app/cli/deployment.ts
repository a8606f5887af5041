import type { KubernetesObject } from '../../engine/manifests/render';
import type { Json } from '../../engine/values/declaration';
import { contextOf, inWords, type Context } from '../cluster/context';
import { kubectlOf, type Kubectl } from '../cluster/kubectl';
import { isMissing, preflight } from '../deploy/preflight/preflight';
import type { Asked, Finding } from '../deploy/preflight/question';
import { secretsNeededBy } from '../deploy/needed';
import { workloadsIn, workloadStates } from '../deploy/rollout/states';
import { reasonLines, summaryOf, waitUntilReady } from '../deploy/rollout/wait';
import { workloadState, type WorkloadState } from '../deploy/rollout/workload-state';
import type { NamedEnvironment } from '../environments/environment';
import { UserError } from '../explain';
import { timeoutOf } from '../gitops/timeout';
import { secretsOf } from '../secrets/environment-secrets';
import { secondsOf } from './duration';
import { wordsFor } from './releases';

/** What all commands that change a cluster take. */
export interface ChangeFlags {
  /** Of the kubeconfig. @default - its current one */
  readonly context?: string;
  /** Whether production is changed without asking. */
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  /** Whether fields that others have set are taken over. */
  readonly forceConflicts?: boolean;
  /** @default true */
  readonly preflight?: boolean;
  /** @default true */
  readonly wait?: boolean;
  /** @default - what the manifests declare */
  readonly timeout?: string;
}

/** What is asked besides what is asked of all objects. */
export interface MoreFindings extends Pick<Asked, 'valuesAskingFor'> {
  readonly findings?: () => readonly Finding[];
}

/** How a change of a cluster ended. */
export interface Outcome {
  readonly exitCode: 0 | 1;
  /** For machines. */
  readonly facts: Readonly<Record<string, Json>>;
}

/** What is said of a change besides its environment. */
export interface Words {
  /** What is deployed, to begin a sentence with. @default - the name of the environment, and that it is deployed */
  readonly done?: string;
  /** What follows `stacks status` to see it. @default - the name of the environment, and the context */
  readonly status?: string;
}

/** A change of a cluster under way: where it goes, and what is said of it. */
export class Deployment {
  readonly context: Context;
  readonly kubectl: Kubectl;

  constructor(
    readonly environment: NamedEnvironment,
    readonly flags: ChangeFlags,
    /** Tells people what is done: on the standard output, or the standard error where a machine reads that one. */
    readonly say: (line: string) => void,
    private readonly words: Words = {},
  ) {
    // A wrong duration is known before the cluster is asked.
    if (flags.timeout !== undefined) secondsOf(flags.timeout, '--timeout');
    this.context = contextOf(flags.context);
    this.kubectl = kubectlOf(
      flags.context,
      'see what is deployed to, and to change it (get, list, create, patch, delete)',
    );
  }

  /** The command that says how far it is. */
  get statusCommand(): string {
    return `stacks status ${this.words.status ?? wordsFor(this.environment, [], this.flags)}`;
  }

  /** The cluster in words. */
  get where(): string {
    return inWords(this.context);
  }

  /** Says what is deployed, and where to. */
  announce(): void {
    const { name, production = false } = this.environment;
    this.say(`Environment: ${name}${production ? ', production' : ''}`);
    this.say(`Cluster:     ${this.where}`);
  }

  /**
   * What the cluster lacks; each is said in a sentence.
   *
   * @param force whether fields that others have set are taken over
   * @param more what else is asked, and known
   */
  preflight(
    objects: readonly KubernetesObject[],
    force: boolean,
    { findings: others = () => [], valuesAskingFor }: MoreFindings = {},
  ): readonly Finding[] {
    if (this.flags.preflight === false) return [];
    const { environment, kubectl } = this;
    const secrets = secretsNeededBy(objects, () => secretsOf(environment).secrets);
    const asked = { kubectl, environment: environment.name, objects, secrets, force };
    const findings = [...preflight({ ...asked, ...(valuesAskingFor && { valuesAskingFor }) }), ...others()];
    findings.forEach(({ sentence }) => this.say(sentence));
    return findings;
  }

  /** The outcome where the cluster lacks something, if it does. */
  stopped(findings: readonly Finding[]): Outcome | undefined {
    if (!findings.some(isMissing)) return undefined;
    this.say('Nothing was changed. Mend this first, or go on without looking (--no-preflight).');
    return this.outcome(1, 'preflight', { findings: findings.map(({ ...finding }) => finding) });
  }

  /** How long is waited, in seconds. */
  timeoutFor(objects: readonly KubernetesObject[]): number {
    const { timeout } = this.flags;
    return timeout === undefined ? timeoutOf(objects) : secondsOf(timeout, '--timeout');
  }

  /** Waits until the workloads among objects are ready, saying on the way how far they are and why they are not. */
  async wait(
    objects: readonly KubernetesObject[],
    isOver?: () => boolean,
  ): Promise<readonly WorkloadState[]> {
    return waitUntilReady({
      look: this.lookingAt(objects),
      say: this.say,
      timeoutSeconds: this.timeoutFor(objects),
      everySeconds: Number(process.env['PROGRESS_SECONDS'] ?? 3),
      ...(isOver && { isOver }),
    });
  }

  /** Looks at workloads. Where the cluster does not answer for once, they are as they were, and that is said. */
  private lookingAt(objects: readonly KubernetesObject[]): () => readonly WorkloadState[] {
    const said = new Set<string>();
    let states: readonly WorkloadState[] = workloadsIn(objects).map((workload) =>
      workloadState(workload, []),
    );
    return () => {
      try {
        states = workloadStates(this.kubectl, objects);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        // By now something was changed.
        const sentence = error.message.replace(' and nothing was changed', '');
        if (!said.has(sentence)) this.say(`  ${sentence}`);
        said.add(sentence);
      }
      return states;
    };
  }

  /**
   * The outcome after workloads were waited for.
   *
   * @param isDone whether what deploys them has succeeded, too
   */
  afterWaiting(states: readonly WorkloadState[], facts: Outcome['facts'], isDone = true): Outcome {
    const all = { ...facts, workloads: states.map(stateFacts) };
    const areReady = states.every(({ isReady }) => isReady);
    if (isDone && areReady) {
      const done = this.words.done ?? `${this.environment.name} is deployed`;
      this.say(`Done: ${done}, and all its workloads are ready. See ${this.statusCommand}`);
      return this.outcome(0, 'ready', all);
    }
    if (!areReady) this.say(`Not ready: ${summaryOf(states)}.`);
    reasonLines(states).forEach((line) => this.say(`  ${line}`));
    if (!areReady) this.say(`What is deployed stays as it is. Look again: ${this.statusCommand}`);
    return this.outcome(1, areReady ? 'failed' : 'not-ready', all);
  }

  outcome(exitCode: 0 | 1, outcome: string, facts: Outcome['facts'] = {}): Outcome {
    const { environment, context } = this;
    return {
      exitCode,
      facts: { environment: environment.name, context: context.name, outcome, ...facts },
    };
  }
}

/** How far a workload is, for machines. */
export function stateFacts({ images, reasons, ...state }: WorkloadState): Json {
  return { ...state, images: [...images], reasons: [...reasons] };
}
