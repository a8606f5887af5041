import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { umbrellaChart } from '../../stacks/umbrella-chart';
import { stackNames } from './names';
import type { Program } from './program';
import { EXPORTS, namesIn, REGISTRY, withExport, withStack } from './registry';
import { fill, identifiersIn, readTemplates } from './template';

/** The stack of which the templates of this repository have the name where a type asks for one. */
const TYPED_AS = 'claude-relay';

const OUTSIDER = 'the tables in test/network call somebody else so';
const RESERVED = { gateway: OUTSIDER, internet: OUTSIDER };

/** Where files of `templates/repository` go that do not go to the folder of the stack. */
const ELSEWHERE: Readonly<Record<string, (name: string) => string>> = {
  'network-table.ts': (name) => `test/network/tables/${name}.ts`,
  'test-values.ts': (name) => `test/support/stacks/${name}.ts`,
  'conflicts.ts': (name) => `test/inputs/stacks/${name}.ts`,
  'policy-exceptions.ts': (name) => `verify/policies/exceptions/${name}.ts`,
};

/** What a new stack comes to. */
export interface NewStack {
  /** Its own folder, from that of the project. */
  readonly folder: string;
  /** The files that are written, by their paths from the folder of the project. */
  readonly files: ReadonlyMap<string, string>;
  /** Those of them that are there, and are changed. */
  readonly changed: readonly string[];
  /** What the user does next, a line each. */
  readonly next: readonly string[];
}

/**
 * A new stack of this repository.
 *
 * @param folder the checkout
 * @param templates the folder of the templates
 * @throws UserError when the name can be none, or the registry or the exports are not written as they were
 */
export function repositoryStack(
  given: string,
  program: Program,
  { folder, templates }: { readonly folder: string; readonly templates: string },
): NewStack {
  const registry = readFileSync(path.join(folder, REGISTRY), 'utf8');
  const exportsFile = path.join(folder, EXPORTS);
  const exported = existsSync(exportsFile) ? readFileSync(exportsFile, 'utf8') : '';
  const stack = readTemplates(path.join(templates, 'stack'));
  const repository = readTemplates(path.join(templates, 'repository'));
  const taken = [...namesIn(registry), umbrellaChart.name];
  const names = stackNames(
    given,
    taken,
    identifiersIn([...stack.values(), ...repository.values()]),
    RESERVED,
  );
  const files = [...stack, ...repository].map(([file, text]) => {
    const target = ELSEWHERE[file]?.(names.name) ?? `lib/stacks/${names.name}/${file}`;
    const filled = fill(text, names, program).replaceAll(`<'${TYPED_AS}'>`, `<'${names.name}'>`);
    return [target, moved(filled, target)] as const;
  });
  return {
    folder: `lib/stacks/${names.name}`,
    files: new Map([
      ...files,
      [REGISTRY, withStack(registry, names)],
      [EXPORTS, withExport(exported, names)],
    ]),
    changed: [REGISTRY, EXPORTS],
    next: [
      'npm run format',
      'npm run synth && npm run docs',
      `add "${names.name}: {}" under stacks in environments/ENV.ts, and run them again`,
      'npm run lint && npm run test:unit',
    ],
  };
}

/** A template with imports as they are from another place: templates stand two folders below the project. */
function moved(text: string, target: string): string {
  return text.replaceAll(/ from '(\.[^']*)';/g, (_, given: string) => {
    if (given.startsWith('./')) return ` from '${given}';`;
    // Of the folder stack, which is that of the new stack.
    if (given.startsWith('../stack/')) return ` from './${path.basename(given)}';`;
    const module = given.slice('../../'.length);
    const relative = path.posix.relative(path.posix.dirname(target), module);
    return ` from '${relative.startsWith('.') ? relative : `./${relative}`}';`;
  });
}
