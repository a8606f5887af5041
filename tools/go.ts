import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { cached } from './cache';
import { outputOf, run } from './run';

/** Programs that are built from one Go module of this folder, whose go.mod and go.sum pin every version. */
export interface GoModule {
  /** The folder in `tools/`. */
  readonly name: string;
  /** The packages to build, each into a program of its last part's name. */
  readonly packages: readonly string[];
  /** The module that gives the programs their version. */
  readonly versionOf: string;
  /** Flags for the linker, given the version. */
  readonly linkerFlags?: (version: string) => readonly string[];
  /** What is said while it is built, since that takes a while. */
  readonly minutes: string;
}

const TO_GET_GO = 'install Go 1.26 or newer from https://go.dev/dl or a package of your system';

/** The version of a module that a GoModule pins, such as `v1.36.3`. */
export function versionOf({ name, versionOf: module }: GoModule): string {
  const file = path.join(__dirname, name, 'go.mod');
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
  const folder = path.join(__dirname, module.name);
  const sources = readdirSync(folder)
    .filter((file) => /^go\.(mod|sum)$|\.go$/.test(file))
    .sort()
    .map((file) => path.join(folder, file));
  return cached(module.name, sources, (target) => {
    const version = versionOf(module);
    process.stderr.write(`building ${module.name} ${version} (${module.minutes} the first time)\n`);
    const flags = ['-s', '-w', ...(module.linkerFlags?.(version) ?? [])].join(' ');
    // Two at a time: a compiler of Kubernetes' largest packages takes a gigabyte.
    const options = ['-p', '2', '-trimpath', '-buildvcs=false', '-mod=readonly', '-ldflags', flags];
    run('go', ['build', ...options, '-o', `${target}${path.sep}`, ...module.packages], TO_GET_GO, {
      cwd: folder,
      env: { GOFLAGS: '', CGO_ENABLED: '0', GOWORK: 'off' },
    });
  });
}

/**
 * The folder with the sources of the module that a GoModule takes its version from, for what is kept beside its programs.
 *
 * @throws Error when the module cannot be had
 */
export function sourcesOf({ name, versionOf: module }: GoModule): string {
  const answer = outputOf('go', ['mod', 'download', '-json', module], TO_GET_GO, {
    cwd: path.join(__dirname, name),
    env: { GOFLAGS: '', GOWORK: 'off' },
  });
  return z.object({ Dir: z.string() }).parse(JSON.parse(answer)).Dir;
}
