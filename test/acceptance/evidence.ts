import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Renderer, Rendering, RenderRequest } from '../support/renderers';
import { setFlags } from './helm-set';
import type { Json } from './json';
import type { Profile, StackDocument } from './document';

/** What came of a command line of a stack: its script, or `helm lint`. */
export interface CommandResult {
  /** The arguments of the Helm call that the command line made, joined by spaces. */
  readonly argv: string;
  readonly exit: number;
}

/** Runs a stack's command lines, with stand-ins for Helm and kubectl. */
export type CommandRunner = (commandLine: string) => Promise<CommandResult>;

/** What assertions are checked against. */
export interface Evidence {
  rendering(profile: string): Promise<Rendering>;
  /** The text of a file of the chart; nothing if there is no such file. */
  file(path: string): Promise<string | undefined>;
  /** The name of a profile's Compose file. */
  composeFile(profile: string): string;
  /** Without it, assertions on command lines are listed and not checked. */
  readonly run?: CommandRunner;
}

/** The evidence that a renderer gives. Each profile is rendered once, on first use. */
export function evidenceFrom(
  renderer: Renderer,
  profiles: StackDocument['profiles'],
  run?: CommandRunner,
): Evidence {
  const renderings = new Map<string, Promise<Rendering>>();
  const file = (path: string) => readText(join(renderer.chartDirectory, path));
  return {
    file,
    async rendering(name) {
      const known =
        renderings.get(name) ?? request(profileNamed(name, profiles), file).then((it) => renderer.render(it));
      renderings.set(name, known);
      return known;
    },
    composeFile(name) {
      const { compose } = profileNamed(name, profiles);
      if (compose === undefined) throw new Error(`The profile ${name} has no Compose file.`);
      return compose;
    },
    ...(run && { run }),
  };
}

/** The profile of this name; `NAME+{"a.b":1}` is NAME with more single values. */
export function profileNamed(name: string, profiles: StackDocument['profiles']): Profile {
  const [, base = name, overrides = '{}'] = /^(.*?)\+(\{.*\})$/s.exec(name) ?? [];
  const profile = profiles.get(base);
  if (!profile) throw new Error(`There is no profile ${base}.`);
  return { ...profile, set: { ...profile.set, ...(JSON.parse(overrides) as Record<string, Json>) } };
}

async function request(profile: Profile, file: Evidence['file']): Promise<RenderRequest> {
  const { release, namespace = 'default', values = [], set = {} } = profile;
  if (release === undefined) throw new Error(`Not something to render: ${profile.description}`);
  const maps = values.map(async (part) =>
    typeof part === 'string' ? valuesFile(part, await file(part)) : part,
  );
  return { release, namespace, values: await Promise.all(maps), ...setFlags(set) };
}

function valuesFile(name: string, text: string | undefined): object {
  if (text === undefined) throw new Error(`The chart has no ${name}.`);
  return (parse(text) ?? {}) as object;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
