import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { at, items } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { scalarString } from '../../lib/engine/values/merge';
import { watchConnections } from './connections';
import { configMap, containerIn, podWith, secret, textAt, textsAt, type Secrets } from './container';
import { makeFolder, newFolder, removeFolder, setModes, writeFile } from './folder';
import { clocks, executable, type Image } from './image';
import { freePort, type Network } from './network';
import { until } from './until';
import { Program, type Exit } from './program';
import { probe, type ProbeName } from './probe';
import type { Objects } from './releases';
import { expanded, variablesOf, type Variables } from './variables';
import { translated, type Words } from './words';

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
  /** Whether it took SIGKILL, at the end of terminationGracePeriodSeconds. */
  readonly killed: boolean;
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
  private readonly folder = newFolder();
  private readonly ports = new Map<number, number>();
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
    const image = this.options.image(textAt(container, 'image'));
    await this.openPorts();
    this.layOut(name);
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
      port: (port) => this.localPort(container, port),
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
    const grace = Number(at(this.spec, 'terminationGracePeriodSeconds') ?? 30);
    const command = textsAt(at(containerIn(this.spec, name), 'lifecycle', 'preStop', 'exec'), 'command');
    if (command.length > 0) await this.preStop(name, command, grace);
    const preStopSeconds = elapsed();
    program.terminate();
    // The kubelet gives two seconds to a container whose hook has used up the time.
    const left = Math.max(grace - elapsed(), 2);
    const exit = await Promise.race([program.ended, this.after(left)]);
    if (exit === undefined) program.kill();
    return { exit: await program.ended, seconds: elapsed(), preStopSeconds, killed: exit === undefined };
  }

  /** The address of a port of the pod on this machine: `http://127.0.0.1:PORT`. */
  url(port: number): string {
    return `http://127.0.0.1:${String(this.localPort({}, port))}`;
  }

  /** What a container has said. */
  said(name: string): string {
    return this.programs.get(name)?.output ?? '';
  }

  /** The names of the variables that the stand-ins of a container have read. */
  reads(name: string): ReadonlySet<string> {
    const file = path.join(this.folder, 'reads', name);
    return new Set(existsSync(file) ? readFileSync(file, 'utf8').match(/.+/g) : []);
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
    return this.options.image(textAt(containerIn(this.spec, name), 'image')).version;
  }

  /** Where a file of a container is on this machine. */
  file(name: string, inContainer: string): string {
    return path.join(this.root(name), inContainer);
  }

  /** Ends all of its programs, and removes its folder. */
  async remove(): Promise<void> {
    const all = [...this.programs.values(), ...this.hooks];
    for (const program of all) program.kill();
    await Promise.all(all.map(({ ended }) => ended));
    removeFolder(this.folder);
  }

  private async preStop(name: string, command: readonly string[], grace: number): Promise<void> {
    const stopWatching = watchConnections(this.file(name, '/proc/net'), () =>
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
    const image = this.options.image(textAt(container, 'image'));
    const words = this.words(name);
    const variables = { HOSTNAME: this.name, ...this.variables(name) };
    const translatedVariables = Object.entries(variables).map(([key, value]) => [
      key,
      translated(value, words),
    ]);
    const bin = path.join(this.folder, 'bin', name);
    return new Program({
      command: command.map((text, index) => {
        const own = translated(expanded(text, variables), words);
        return index === 0 && !own.includes('/') && existsSync(path.join(bin, own))
          ? path.join(bin, own)
          : own;
      }),
      cwd: this.file(name, textAt(container, 'workingDir', image.workingDir)),
      env: {
        ...Object.fromEntries(translatedVariables),
        PATH: `${bin}:/usr/bin:/bin`,
        STAND_IN: path.join(this.folder, 'stand-ins', `${name}.json`),
      },
      user: process.getuid?.() === 0 ? this.user(name) || ORDINARY_USER : undefined,
    });
  }

  private user(name: string): number {
    const container = containerIn(this.spec, name);
    const stated =
      at(container, 'securityContext', 'runAsUser') ?? at(this.spec, 'securityContext', 'runAsUser');
    return stated === undefined ? this.options.image(textAt(container, 'image')).user : Number(stated);
  }

  /** Makes the file system of a container, with its volumes. */
  private layOut(name: string): void {
    const container = containerIn(this.spec, name);
    const { programs, files, rootOnly, version, workingDir } = this.options.image(textAt(container, 'image'));
    const root = makeFolder(this.root(name));
    setModes(root, 0o755);
    const bin = makeFolder(path.join(this.folder, 'bin', name));
    for (const [file, content] of Object.entries(clocks(this.pace)))
      writeFile(path.join(bin, file), content, 0o755);
    for (const [file, standIn] of Object.entries(programs))
      writeFile(path.join(file.startsWith('/') ? root : bin, file), executable(standIn), 0o755);
    for (const file of files) writeFile(path.join(root, file), '');
    makeFolder(path.join(root, workingDir));
    makeFolder(path.join(root, '/proc/net'));
    for (const mount of items(at(container, 'volumeMounts'))) this.mount(name, mount);
    setModes(root, 0o555);
    for (const folder of rootOnly) setModes(path.join(root, folder), this.user(name) === 0 ? 0o555 : 0);
    const reads = path.join(makeFolder(path.join(this.folder, 'reads')), name);
    if (!existsSync(reads)) writeFile(reads, '', 0o666);
    const notice = { version, root, mounts: [...this.words(name)], reads, pace: this.pace };
    writeFile(path.join(this.folder, 'stand-ins', `${name}.json`), JSON.stringify(notice));
  }

  private mount(name: string, mount: Json): void {
    const readOnly = at(mount, 'readOnly') === true;
    const volume = this.volume(textAt(mount, 'name'));
    const subPath = textAt(mount, 'subPath') || expanded(textAt(mount, 'subPathExpr'), this.variables(name));
    const source = path.join(volume, subPath);
    // emptyDirs are open to every user; other volumes are opened to the pod's group, which all of its containers have.
    if (!existsSync(source) || !readOnly) makeFolder(source, 0o777);
    if (readOnly) makeFolder(source, 0o555);
    const target = this.file(name, textAt(mount, 'mountPath'));
    makeFolder(path.dirname(target));
    if (!existsSync(target)) symlinkSync(source, target);
  }

  /** The folder of a volume; what the objects say is in it is written there at each start. */
  private volume(name: string): string {
    const folder = path.join(this.folder, 'volumes', name);
    const volume = items(at(this.spec, 'volumes')).find((one) => at(one, 'name') === name);
    if (volume === undefined) throw new Error(`The pod has no volume ${name}.`);
    const [ofConfigMap, ofSecret] = [at(volume, 'configMap'), at(volume, 'secret')];
    const data =
      ofConfigMap !== undefined
        ? configMap(this.objects, textAt(ofConfigMap, 'name'))
        : ofSecret !== undefined
          ? secret(this.objects, this.options.secrets ?? {}, textAt(ofSecret, 'secretName'))
          : {};
    const chosen = items(at(ofConfigMap ?? ofSecret, 'items'));
    const files =
      chosen.length === 0
        ? Object.entries(data)
        : chosen.map((item) => [textAt(item, 'path'), data[textAt(item, 'key')] ?? ''] as const);
    makeFolder(folder, 0o755);
    for (const [file, content] of files)
      writeFile(path.join(folder, file), translated(content, this.portsAndHosts()));
    return folder;
  }

  private root(name: string): string {
    return path.join(this.folder, 'roots', name);
  }

  /** Gives each port of the pod one on this machine, unless it is one of a server of the cluster too. */
  private async openPorts(): Promise<void> {
    const declared = items(at(this.spec, 'containers')).flatMap((container) => items(at(container, 'ports')));
    for (const port of declared.map((one) => Number(at(one, 'containerPort'))))
      if (!this.options.network.has(port) && !this.ports.has(port)) this.ports.set(port, await freePort());
  }

  private localPort(container: Json, port: string | number): number {
    const named = items(at(container, 'ports')).find((one) => at(one, 'name') === port);
    const number = Number(named === undefined ? port : at(named, 'containerPort'));
    const local = this.ports.get(number) ?? this.options.network.words.get(String(number));
    if (local === undefined) throw new Error(`No container declares port ${String(port)}.`);
    return Number(local);
  }

  private portsAndHosts(): Words {
    const own = [...this.ports].map(([port, free]) => [String(port), String(free)] as const);
    return new Map([...this.options.network.words, ...own]);
  }

  private words(name: string): Words {
    const container = containerIn(this.spec, name);
    const { programs, files, workingDir } = this.options.image(textAt(container, 'image'));
    const mounts = items(at(container, 'volumeMounts')).map((mount) => scalarString(at(mount, 'mountPath')));
    const own = [...Object.keys(programs), ...files, workingDir]
      .filter((file) => /^\/./.test(file))
      .map((file) => `/${file.split('/')[1] ?? ''}`);
    const places = [...own, ...mounts, '/proc/net'].map((place) => [place, this.file(name, place)] as const);
    return new Map([...this.portsAndHosts(), ...places]);
  }
}

/** The user `nobody`, who has no rights that others have not. */
const ORDINARY_USER = 65534;
