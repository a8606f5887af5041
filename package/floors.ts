import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';

export const ROOT = path.join(__dirname, '..');

/** The floors of the source, each of which becomes one file: whoever imports the engine does not load the stacks. */
export const FLOORS = {
  engine: ['lib/engine'],
  kubernetes: ['lib/kubernetes', 'imports'],
  stacks: ['lib/stacks'],
  app: ['lib/app'],
  testing: ['lib/testing'],
} as const;

/** The name of a floor. */
export type Floor = keyof typeof FLOORS;

/**
 * The modules that can be reached from entries, such as `lib/engine/values/merge`: not those by which this repository keeps itself up to date.
 *
 * @param entries modules too
 */
export function modulesFrom(entries: readonly string[]): readonly string[] {
  const { metafile } = buildSync({
    entryPoints: entries.map((entry) => path.join(ROOT, `${entry}.ts`)),
    absWorkingDir: ROOT,
    outdir: 'build',
    bundle: true,
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
  });
  return Object.keys(metafile.inputs)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
}

/** The floor that a module is on, if what is imported is one. */
export function floorOf(module: string): Floor | undefined {
  if (!existsSync(path.join(ROOT, `${module}.ts`))) return undefined;
  const folders = Object.entries(FLOORS) as [Floor, readonly string[]][];
  return folders.find(([, own]) => own.some((folder) => module.startsWith(`${folder}/`)))?.[0];
}
