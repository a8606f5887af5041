import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

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

/** The modules of a floor, such as `lib/engine/values/merge`. */
export function modulesOf(floor: Floor): readonly string[] {
  return FLOORS[floor].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file.replace(/\.ts$/, '')}`)
      .sort(),
  );
}

/** The floor that a module is on, if what is imported is one. */
export function floorOf(module: string): Floor | undefined {
  if (!existsSync(path.join(ROOT, `${module}.ts`))) return undefined;
  const folders = Object.entries(FLOORS) as [Floor, readonly string[]][];
  return folders.find(([, own]) => own.some((folder) => module.startsWith(`${folder}/`)))?.[0];
}
