import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { setFlags } from './helm-set';
import type { Json } from './json';
import type { Profile, StackDocument } from './document';
import type { CommandResult, Renderer, Rendering, RenderRequest } from './renderer';

/** What assertions are checked against. */
export interface Evidence {
  rendering(profile: string): Promise<Rendering>;
  /** The text of a file of the chart; nothing if there is no such file. */
  file(path: string): Promise<string | undefined>;
  /** The name of a profile's Compose file. */
  composeFile(profile: string): string;
  /** What a command line does; not every renderer can tell. */
  run?(commandLine: string): Promise<CommandResult>;
}

/** The evidence that a renderer gives. Each profile is rendered once, on first use. */
export function evidenceFrom(renderer: Renderer, profiles: StackDocument['profiles']): Evidence {
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
    ...(renderer.run && { run: renderer.run.bind(renderer) }),
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
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
