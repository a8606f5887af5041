import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../explain';
import { stackNames } from './names';
import type { Program } from './program';
import type { NewStack } from './repository';
import { fill, identifiersIn, readTemplates } from './template';

/** What a stack imports, and what runs, tests and checks it. */
const NEEDED = ['ai-gateway-stacks', 'cdk8s', 'constructs'];
const TOOLS = ['tsx', 'typescript', '@types/node'];

const OUTPUT = 'its program writes to a folder of that name';
const RESERVED = { charts: OUTPUT, dist: OUTPUT };

/**
 * A new stack of a project that has the package installed: with a program that writes its manifests and its chart, and a test.
 *
 * @param folder the folder of the project
 * @param templates the folder of the templates
 * @throws UserError when the name can be none, or the project has not what a stack needs
 */
export function projectStack(
  given: string,
  program: Program,
  { folder, templates }: { readonly folder: string; readonly templates: string },
): NewStack {
  const stack = readTemplates(path.join(templates, 'stack'));
  const project = readTemplates(path.join(templates, 'project'));
  const names = stackNames(given, [], identifiersIn([...stack.values(), ...project.values()]), RESERVED);
  const installed = dependenciesOf(folder);
  const missing = NEEDED.filter((name) => !installed.includes(name));
  if (missing.length > 0)
    throw new UserError(
      `${path.join(folder, 'package.json')} does not depend on ${missing.join(', ')}; run npm install ${missing.join(' ')}.`,
    );
  const tools = TOOLS.filter((name) => !installed.includes(name));
  const { name } = names;
  return {
    folder: name,
    files: new Map(
      [...stack, ...project].map(([file, text]) => [`${name}/${file}`, imported(fill(text, names, program))]),
    ),
    changed: [],
    next: [
      ...(tools.length === 0 ? [] : [`npm install --save-dev ${tools.join(' ')}`]),
      `npx tsx ${name}/main.ts`,
      `npx tsx --test ${name}/stack.test.ts`,
      `helm template ${name} charts/${name} --namespace prod --values charts/${name}/values-prod.yaml`,
    ],
  };
}

/** The names of the packages that a project depends on. */
function dependenciesOf(folder: string): readonly string[] {
  const file = path.join(folder, 'package.json');
  if (!existsSync(file))
    throw new UserError(
      `${folder} has no package.json; go to the folder of a project, or make one: npm init --yes && npm install ${NEEDED.join(' ')}.`,
    );
  const read = parse(file);
  return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((key) =>
    Object.keys((read[key] as object | undefined) ?? {}),
  );
}

function parse(file: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}

const IMPORT = /^import (type )?\{([^}]*)\} from '\.\.\/\.\.\/lib\/(engine|kubernetes)\/[^']*';\n/gm;
const WIDTH = 110;

/** A template that imports the package, each entry of it once, in the place of the files of this repository. */
function imported(text: string): string {
  const found = [...text.matchAll(IMPORT)];
  const statements = ['engine', 'kubernetes'].map((floor) => {
    const names = found
      .filter(([, , , of]) => of === floor)
      .flatMap(([, type = '', list = '']) =>
        list.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [`${type}${entry.trim()}`])),
      );
    return importOf(names, `ai-gateway-stacks/${floor}`);
  });
  const [first] = found;
  if (first === undefined) return text.replaceAll("'../stack/", "'./");
  const before = text.slice(0, first.index);
  const after = text.slice(first.index).replaceAll(IMPORT, '');
  return `${before}${statements.join('')}${after}`.replaceAll("'../stack/", "'./");
}

function importOf(names: readonly string[], module: string): string {
  if (names.length === 0) return '';
  const type = names.every((name) => name.startsWith('type ')) ? 'type ' : '';
  const list = names.map((name) => (type === '' ? name : name.slice(type.length))).sort(byName);
  const short = `import ${type}{ ${list.join(', ')} } from '${module}';\n`;
  if (short.length <= WIDTH + 1) return short;
  return `import ${type}{\n${list.map((name) => `  ${name},\n`).join('')}} from '${module}';\n`;
}

/** As people sort names, whatever their case: `and` before `Release`. */
function byName(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => name.replace(/^type /, '').toLowerCase());
  return String(first) < String(second) ? -1 : 1;
}
