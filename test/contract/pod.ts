import { existsSync } from 'node:fs';
import path from 'node:path';
import { at, items } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { slowness } from '../support/slowness';
import { watchConnections } from './connections';
import { containerIn, podWith, textAt, textsAt, type Secrets } from './container';
import type { Image } from './image';
import type { Network } from './network';
import { PodFiles } from './pod-files';
import { PodPorts } from './pod-ports';
import { until } from './until';
import { Program, type Exit } from './program';
import { probe, type ProbeName } from './probe';
import type { Objects } from './releases';
import { expanded, variablesOf, type Variables } from './variables';
import { translated, type Words } from './words';

/** With a clock that runs ahead, a tenth of a second in which others have the processors is a second or more. */
const MOST_SLOWNESS = 10;
/** Of the time before pods run, which do not stand still while it is measured. */
const SLOWNESS_BEFORE = slowness(MOST_SLOWNESS);

/** What a pod needs besides the objects of its release. */
export interface PodOptions {
  readonly network: Network;
  /** What stands for an image. */
  readonly image: (name: string) => Image;
  /** Secrets that the release only names. */
  readonly secrets?: Secrets;
  /** @default 'pod-0' */
  readonly name?: string;
  /**
   * Seconds of the pod in one second of this machine.
   *
   * @default 5
   */
  readonly pace?: number;
}

/** How a container stopped; times are seconds of the pod. */
export interface Stop {
  readonly exit: Exit;
  /** From the beginning of the stop to the end of process 1. */
  readonly seconds: number;
  readonly preStopSeconds: number;
  /** Whether it took SIGKILL, at the end of terminationGracePeriodSeconds times {@link slowness}. */
  readonly killed: boolean;
  /** How many times as long as on a machine without other work it may have taken. */
  readonly slowness: number;
}

/**
 * A pod of a release as processes of this machine, without containers, namespaces and root. A folder stands for the file systems,
 * so the volumes survive a container that runs again; {@link translated} says how its paths, ports and hosts get there.
 *
 * What user a process has is the manifest's where the tests are root, who may become anybody. Elsewhere it is that of the tests, which
 * has the same rights to what belongs to nobody else. A container that is root without capabilities is an ordinary user here: like
 * one, it cannot write to a file that is read-only.
 */
export class Pod {
  private readonly files: PodFiles;
  private readonly ports: PodPorts;
  private readonly programs = new Map<string, Program>();
  private readonly hooks = new Set<Program>();
  private readonly spec: Json;
  private readonly name: string;
  private readonly pace: number;

  /** @param container one that the pod has, and no other pod of the release */
  constructor(
    private readonly objects: Objects,
    container: string,
    private readonly options: PodOptions,
  ) {
    this.spec = podWith(objects, container);
    this.files = new PodFiles(this.spec, objects, options.secrets ?? {});
    this.ports = new PodPorts(this.spec, options.network);
    this.name = options.name ?? 'pod-0';
    this.pace = options.pace ?? 5;
  }

  /** Runs the init containers in their order, as the kubelet does before all others. */
  async initialize(): Promise<void> {
    for (const container of items(at(this.spec, 'initContainers'))) {
      const name = textAt(container, 'name');
      const program = await this.start(name);
      await until(
        () => `${name} has ended; it said ${program.output.slice(-500)}`,
        () => program.exit !== undefined,
      );
      if (program.exit?.code !== 0) throw new Error(`${name} failed: ${program.output}`);
    }
  }

  /** Runs a container to its end. */
  async run(container: string): Promise<Exit> {
    const program = await this.start(container);
    return program.ended;
  }

  /** Starts a container, with its postStart hook, on the volumes as they are. */
  async start(name: string): Promise<Program> {
    const container = containerIn(this.spec, name);
    const image = this.imageOf(name);
    await this.ports.open();
    this.files.layOut({
      container,
      image,
      variables: this.variables(name),
      isRoot: this.user(name) === 0,
      words: this.ports.words,
      pace: this.pace,
    });
    const command = textsAt(container, 'command');
    const args = [...(command.length > 0 ? command : image.entrypoint), ...textsAt(container, 'args')];
    const program = this.launch(name, args);
    this.programs.set(name, program);
    const hook = textsAt(at(container, 'lifecycle', 'postStart', 'exec'), 'command');
    if (hook.length > 0) this.hooks.add(this.launch(name, hook));
    return program;
  }

  /** Whether a probe of a container succeeds, tried once. */
  async probe(name: string, which: ProbeName): Promise<boolean> {
    const container = containerIn(this.spec, name);
    return probe(container, which, {
      port: (port) => this.ports.local(container, port),
      exec: async (command) => {
        const program = this.launch(name, command);
        this.hooks.add(program);
        return (await program.ended).code === 0;
      },
    });
  }

  /**
   * Waits until the startup and the readiness probe of a container succeed.
   *
   * @throws Error when it ends before
   */
  async ready(name: string): Promise<void> {
    for (const which of ['startupProbe', 'readinessProbe'] as const)
      await until(`${name} passes its ${which}`, async () => {
        const ended = this.programs.get(name)?.exit;
        if (ended !== undefined)
          throw new Error(`${name} ended with ${String(ended.code)}: ${this.said(name)}`);
        return this.probe(name, which);
      });
  }

  /** Stops a container as the kubelet does: the preStop hook, SIGTERM to process 1, and SIGKILL when the time is over. */
  async stop(name: string): Promise<Stop> {
    const program = this.programs.get(name);
    if (program === undefined) throw new Error(`${name} does not run.`);
    const begin = performance.now();
    const elapsed = () => ((performance.now() - begin) / 1000) * this.pace;
    const grace = Number(at(this.spec, 'terminationGracePeriodSeconds') ?? 30) * SLOWNESS_BEFORE;
    const command = textsAt(at(containerIn(this.spec, name), 'lifecycle', 'preStop', 'exec'), 'command');
    if (command.length > 0) await this.preStop(name, command, grace);
    const preStopSeconds = elapsed();
    program.terminate();
    // The kubelet gives two seconds to a container whose hook has used up the time.
    const left = Math.max(grace - elapsed(), 2);
    const exit = await Promise.race([program.ended, this.after(left)]);
    if (exit === undefined) program.kill();
    const stop = {
      exit: await program.ended,
      seconds: elapsed(),
      preStopSeconds,
      killed: exit === undefined,
    };
    return { ...stop, slowness: Math.max(SLOWNESS_BEFORE, slowness(MOST_SLOWNESS)) };
  }

  /** The address of a port of the pod on this machine: `http://127.0.0.1:PORT`. */
  url(port: number): string {
    return `http://127.0.0.1:${String(this.ports.local({}, port))}`;
  }

  /** What a container has said. */
  said(name: string): string {
    return this.programs.get(name)?.output ?? '';
  }

  /** The names of the variables that the stand-ins of a container have read. */
  reads(name: string): ReadonlySet<string> {
    return this.files.reads(name);
  }

  /** The variables that the manifest gives to a container, as they are in the cluster. */
  variables(name: string): Variables {
    const identity = { name: this.name, namespace: 'ai' };
    return variablesOf(this.objects, this.options.secrets ?? {}, containerIn(this.spec, name), identity);
  }

  /** Whether a container's manifest itself uses one of its variables, as `$NAME` in a script or `$(NAME)` anywhere. */
  uses(name: string, variable: string): boolean {
    return new RegExp(`\\$\\(?${variable}\\b`).test(JSON.stringify(containerIn(this.spec, name)));
  }

  /** The names of its containers. */
  get containers(): readonly string[] {
    return items(at(this.spec, 'containers')).map((container) => textAt(container, 'name'));
  }

  /** The version of its software that a container runs, by its image. */
  version(name: string): string {
    return this.imageOf(name).version;
  }

  /** Ends all of its programs, and removes its folder. */
  async remove(): Promise<void> {
    const all = [...this.programs.values(), ...this.hooks];
    for (const program of all) program.kill();
    await Promise.all(all.map(({ ended }) => ended));
    this.files.remove();
  }

  private async preStop(name: string, command: readonly string[], grace: number): Promise<void> {
    const stopWatching = watchConnections(this.files.file(name, '/proc/net'), () =>
      [...this.programs.values()].flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
    );
    const hook = this.launch(name, command);
    this.hooks.add(hook);
    await Promise.race([hook.ended, this.after(grace)]);
    hook.kill();
    stopWatching();
  }

  /** Waits for seconds of the pod. */
  private after(seconds: number): Promise<undefined> {
    return new Promise((resolve) => {
      setTimeout(() => resolve(undefined), (seconds * 1000) / this.pace).unref();
    });
  }

  /** Starts a program in a container: its process 1, a probe or a hook. */
  private launch(name: string, command: readonly string[]): Program {
    const container = containerIn(this.spec, name);
    const words = this.words(name);
    const variables = { HOSTNAME: this.name, ...this.variables(name) };
    const translatedVariables = Object.entries(variables).map(([key, value]) => [
      key,
      translated(value, words),
    ]);
    const bin = this.files.bin(name);
    return new Program({
      command: command.map((text, index) => {
        const own = translated(expanded(text, variables), words);
        return index === 0 && !own.includes('/') && existsSync(path.join(bin, own))
          ? path.join(bin, own)
          : own;
      }),
      cwd: this.files.file(name, textAt(container, 'workingDir', this.imageOf(name).workingDir)),
      env: {
        ...Object.fromEntries(translatedVariables),
        PATH: `${bin}:/usr/bin:/bin`,
        STAND_IN: this.files.notice(name),
      },
      user: process.getuid?.() === 0 ? this.user(name) || ORDINARY_USER : undefined,
    });
  }

  private user(name: string): number {
    const container = containerIn(this.spec, name);
    const stated =
      at(container, 'securityContext', 'runAsUser') ?? at(this.spec, 'securityContext', 'runAsUser');
    return stated === undefined ? this.imageOf(name).user : Number(stated);
  }

  private imageOf(name: string): Image {
    return this.options.image(textAt(containerIn(this.spec, name), 'image'));
  }

  /** What stands for the ports, hosts and paths of a container. */
  private words(name: string): Words {
    const container = containerIn(this.spec, name);
    return new Map([...this.ports.words, ...this.files.words(container, this.imageOf(name))]);
  }
}

/** The user `nobody`, who has no rights that others have not. */
const ORDINARY_USER = 65534;
