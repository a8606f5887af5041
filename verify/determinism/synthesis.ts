import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { outputOf } from '../../tools/run';

/** This checkout. */
export const ROOT = path.join(__dirname, '../..');

/** Under what a synthesis runs. */
export interface Conditions {
  /** How far the clock is ahead, in milliseconds. */
  readonly clock: number;
  readonly umask: number;
  /** Whether folders give their entries in the opposite order. */
  readonly backwards: boolean;
}

/** A run of the app. */
export interface Run extends Conditions {
  /** The checkout. */
  readonly checkout: string;
  /** A folder that is made, for temporary files, and to run from and write to where that is not the checkout. */
  readonly elsewhere: string;
  /** Whether it is started by the npm script, in the checkout; otherwise `main.ts` is run from elsewhere, with `CDK8S_OUTDIR`. */
  readonly byScript: boolean;
  /** The variables of the environment that are different. */
  readonly env: NodeJS.ProcessEnv;
}

/** What a run gave. */
export interface Synthesis {
  /** The files, by their paths in the output folder. */
  readonly files: ReadonlyMap<string, Buffer>;
  /** The packages of the charts, with their checksums, by their names. */
  readonly packages: ReadonlyMap<string, Buffer>;
  /** What it saw of its surroundings. */
  readonly seen: Readonly<Record<string, string>>;
}

/** Copies what git has of the working tree, and what is new in it, into a new folder. */
export function checkout(target: string): void {
  const listed = outputOf(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ':!dist', ':!node_modules'],
    'install git, and run this in a clone',
    { cwd: ROOT },
  );
  for (const file of listed.split('\0').filter((each) => each !== '' && existsSync(path.join(ROOT, each)))) {
    mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    copyFileSync(path.join(ROOT, file), path.join(target, file));
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(target, 'node_modules'));
}

/**
 * Synthesizes, and packs the charts.
 *
 * @throws Error with what the app says when it fails
 */
export function synthesize({ checkout: folder, elsewhere, byScript, env, ...conditions }: Run): Synthesis {
  mkdirSync(elsewhere);
  const seen = path.join(elsewhere, 'seen.json');
  const out = byScript ? path.join(folder, 'dist') : path.join(elsewhere, 'out');
  const release = path.join(elsewhere, 'release');
  const variables = {
    TMPDIR: elsewhere,
    ...env,
    ...(byScript ? {} : { CDK8S_OUTDIR: out }),
    NODE_OPTIONS: `--require "${path.join(__dirname, 'conditions.cjs')}"`,
    CONDITIONS: JSON.stringify(conditions),
    CONDITIONS_SEEN: seen,
  };
  const run = (script: string, program: string, ...args: readonly string[]): void => {
    const [command, cwd] = byScript
      ? [['npm', 'run', script, '--', ...args], folder]
      : [
          [process.execPath, '--require', require.resolve('tsx/cjs'), path.join(folder, program), ...args],
          elsewhere,
        ];
    const [first = '', ...rest] = command;
    outputOf(first, rest, 'install Node', { cwd, env: variables });
  };
  run('synth', 'main.ts');
  run('stacks', 'lib/app/cli/stacks.ts', 'package', '--output', release);
  return {
    files: filesIn(out),
    packages: filesIn(release),
    seen: JSON.parse(readFileSync(seen, 'utf8')) as Synthesis['seen'],
  };
}

/** The files below a folder, by their paths in it, in the order of these. */
export function filesIn(folder: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [path.relative(folder, file), readFileSync(file)]));
}
