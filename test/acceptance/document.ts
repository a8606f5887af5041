import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { Json } from './json';

/** One check of a stated fact: what is selected in which rendering, and how it must be. */
export interface Assertion {
  /** The name of a profile, perhaps with overrides: `R.default+{"ingress.enabled":true}`. */
  readonly profile?: string | undefined;
  /** Objects (see {@link select}), a file of the chart, `compose`, or `cli:` with a command line. */
  readonly select?: string | undefined;
  readonly path?: string | undefined;
  readonly op: string;
  readonly value?: Json | undefined;
  readonly note?: string | undefined;
}

/** What to render. */
export interface Profile {
  readonly description: string;
  readonly release?: string | undefined;
  readonly namespace?: string | undefined;
  /** Values, merged in order; a text is the name of a values file of the chart. */
  readonly values?: readonly (Readonly<Record<string, Json>> | string)[] | undefined;
  /** Single values by path, typed. */
  readonly set?: Readonly<Record<string, Json>> | undefined;
  /** The Compose file of the chart directory that `compose` selects. */
  readonly compose?: string | undefined;
}

/** A fact that a document states, or a command that it shows. */
export interface Entry {
  readonly id: string;
  /** Where in the document, such as `39-40`. */
  readonly lines: string;
  readonly title: string;
  readonly assertions: readonly Assertion[];
}

/** All that a document states about a stack. */
export interface StackDocument {
  readonly stack: StackName;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly rows: readonly Entry[];
  readonly commands: readonly Entry[];
}

// Whatever JSON has; an operator checks what it needs.
const json = z.custom<Json>((value) => value !== undefined);
const map = z.record(z.string(), json);
const assertion = z.strictObject({
  profile: z.string().optional(),
  select: z.string().optional(),
  path: z.string().optional(),
  op: z.string(),
  value: json.optional(),
  note: z.string().optional(),
});
const located = { id: z.string(), lines: z.string() };
const dataFile = z.strictObject({
  profiles: z.record(
    z.string(),
    z.strictObject({
      description: z.string(),
      release: z.string().optional(),
      namespace: z.string().optional(),
      values: z.array(z.union([map, z.string()])).optional(),
      set: map.optional(),
      compose: z.string().optional(),
    }),
  ),
  rows: z.array(z.strictObject({ ...located, fact: z.string(), asserts: z.array(assertion).nonempty() })),
  commands: z.array(
    z.strictObject({ ...located, command: z.string(), expects: z.array(assertion).nonempty() }),
  ),
});

/** The documents: one for each JSON file beside this one, named like its stack. */
export function readDocuments(): StackDocument[] {
  return readdirSync(__dirname)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const stack = name.replace(/\.json$/, '');
      if (!isStackName(stack)) throw new Error(`${name} is not named like a stack.`);
      const text = readFileSync(join(__dirname, name), 'utf8');
      const { profiles, rows, commands } = dataFile.parse(JSON.parse(text));
      return {
        stack,
        profiles: new Map(Object.entries(profiles)),
        rows: rows.map(({ fact, asserts, ...place }) => ({ ...place, title: fact, assertions: asserts })),
        commands: commands.map(({ command, expects, ...place }) => ({
          ...place,
          title: command.replace(/\s*\\?\s+/g, ' '),
          assertions: expects,
        })),
      };
    });
}

function isStackName(name: string): name is StackName {
  return Object.hasOwn(stacks, name);
}
