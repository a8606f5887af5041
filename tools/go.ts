import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { cached } from './cache';
import { outputOf, run } from './run';

/** Programs that are built from one Go module of this folder, whose go.mod and go.sum pin every version. */
export interface GoModule {
  /** What the programs are kept under. */
  readonly name: string;
  /**
   * The folder in `tools/`: two that share one, for the same versions, are built one without the other.
   *
   * @default - the name
   */
  readonly folder?: string;
  /** The packages to build, each into a program of its last part's name. */
  readonly packages: readonly string[];
  /** The module that gives the programs their version. */
  readonly versionOf: string;
  /**
   * Files of modules, by the module: each with the file that it is built from instead, by its path from the folder, or null if it is left
   * out. So what is not needed here need not be built.
   *
   * @default - none
   */
  readonly patches?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  /**
   * Tags of the build, by which a module leaves out what is not needed here.
   *
   * @default - none
   */
  readonly tags?: readonly string[];
  /** Flags for the linker, given the version. */
  readonly linkerFlags?: (version: string) => readonly string[];
  /** What is said while it is built, since that takes a while. */
  readonly minutes: string;
}

/** For the compiler: no symbols for a debugger, which the linker leaves out, and nothing inlined. It takes two thirds of the time. */
const QUICK_TO_BUILD = '-dwarf=false -l';
/** How much garbage the compiler may leave, in per cent of what it keeps: more memory, and a fifth of the time less. */
const GARBAGE = '400';

export const TO_GET_GO = 'install Go 1.26 or newer from https://go.dev/dl or a package of your system';

function folderOf({ name, folder = name }: GoModule): string {
  return path.join(__dirname, folder);
}

/** The version of a module that a GoModule pins, such as `v1.36.3`. */
export function versionOf(programs: GoModule): string {
  const module = programs.versionOf;
  const file = path.join(folderOf(programs), 'go.mod');
  const escaped = module.replace(/[.]/g, '\\$&');
  const [, version] =
    new RegExp(`^(?:\\t|require )${escaped} (v\\S+)`, 'm').exec(readFileSync(file, 'utf8')) ?? [];
  if (version === undefined) throw new Error(`${file} does not require ${module}.`);
  return version;
}

/**
 * The folder with the programs of a module, built unless an earlier run did.
 *
 * @throws Error when there is no Go, or a module cannot be had, or does not build
 */
export function goPrograms(module: GoModule): string {
  const folder = folderOf(module);
  const own = readdirSync(folder, { encoding: 'utf8', recursive: true })
    .filter((file) => /(^|\/)go\.(mod|sum)$|\.go$/.test(file))
    .sort();
  const shared = Object.values(module.patches ?? {})
    .flatMap((files) => Object.values(files))
    .filter((file) => file?.startsWith('..'));
  const sources = [...own, ...shared].map((file) => path.join(folder, file ?? ''));
  return cached(module.name, sources, (target) => {
    const version = versionOf(module);
    process.stderr.write(`building ${module.name} ${version} (${module.minutes} the first time)\n`);
    const flags = ['-s', '-w', ...(module.linkerFlags?.(version) ?? [])].join(' ');
    // Two at a time: a compiler of Kubernetes' largest packages takes a gigabyte.
    const options = [
      '-p',
      '2',
      '-trimpath',
      `-gcflags=all=${QUICK_TO_BUILD}`,
      '-buildvcs=false',
      '-mod=readonly',
      `-tags=${module.tags?.join(',') ?? ''}`,
      '-ldflags',
      flags,
    ];
    const work = path.join(target, 'work');
    options.push(...patched(module, work));
    run('go', ['build', ...options, '-o', `${target}${path.sep}`, ...module.packages], TO_GET_GO, {
      cwd: folder,
      env: { GOFLAGS: '', CGO_ENABLED: '0', GOWORK: 'off', GOGC: GARBAGE },
    });
    rmSync(work, { recursive: true, force: true });
  });
}

/** Makes a go.mod by which patched modules are taken from copies, and gives the flags of it: Go's own files are not to be changed. */
function patched(programs: GoModule, work: string): readonly string[] {
  if (programs.patches === undefined) return [];
  const folder = folderOf(programs);
  const modfile = path.join(work, 'go.mod');
  mkdirSync(work, { recursive: true });
  for (const file of ['go.mod', 'go.sum']) cpSync(path.join(folder, file), path.join(work, file));
  for (const [module, files] of Object.entries(programs.patches)) {
    const copy = path.join(work, module);
    cpSync(sourcesOf(programs, module), copy, { recursive: true });
    // Go makes its files and folders read-only.
    run('chmod', ['-R', 'u+w', copy], 'this is for Linux and macOS');
    for (const [file, by] of Object.entries(files))
      if (by === null) rmSync(path.join(copy, file));
      else cpSync(path.join(folder, by), path.join(copy, file));
    run('go', ['mod', 'edit', `-replace=${module}=${copy}`, modfile], TO_GET_GO);
  }
  return ['-modfile', modfile];
}

/** `go mod tidy`, which for a module that is patched has to know the patch. */
export function tidy(programs: GoModule): void {
  const folder = folderOf(programs);
  const work = mkdtempSync(path.join(tmpdir(), 'tidy-'));
  try {
    const flags = patched(programs, work);
    run('go', ['mod', 'tidy', ...flags], TO_GET_GO, { cwd: folder, env: { GOFLAGS: '', GOWORK: 'off' } });
    if (flags.length === 0) return;
    const modules = Object.keys(programs.patches ?? {});
    for (const module of modules)
      run('go', ['mod', 'edit', `-dropreplace=${module}`, path.join(work, 'go.mod')], TO_GET_GO);
    for (const file of ['go.mod', 'go.sum']) cpSync(path.join(work, file), path.join(folder, file));
    // Their checksums are not among those that a build with copies needs.
    for (const module of modules) sourcesOf(programs, module);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The folder with the sources of a module, for what is kept beside its programs.
 *
 * @param module one that the GoModule pins; otherwise the one that it takes its version from
 * @throws Error when the module cannot be had
 */
export function sourcesOf(programs: GoModule, module = programs.versionOf): string {
  const answer = outputOf('go', ['mod', 'download', '-json', module], TO_GET_GO, {
    cwd: folderOf(programs),
    env: { GOFLAGS: '', GOWORK: 'off' },
  });
  return z.object({ Dir: z.string() }).parse(JSON.parse(answer)).Dir;
}
