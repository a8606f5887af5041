/** Builds what the npm package holds, into `build`: JavaScript, types that can be reached from its entries, and texts. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { bin, exports as all } from '../package.json';
import { bundleFloors, fileOf, moduleIn } from './bundle';
import { floorOf, ROOT } from './floors';

const BUILD = path.join(ROOT, 'build');
const ENTRIES = Object.values(all).filter((entry) => typeof entry !== 'string');

/** The files below a folder, with their paths from there. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function declareTypes(): void {
  const tsc = require.resolve('typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '--project', path.join(__dirname, 'tsconfig.json')], {
    stdio: 'inherit',
  });
}

/** What a file of types imports. */
function importedBy(file: string): readonly string[] {
  const imported = readFileSync(file, 'utf8').matchAll(/(?:from |import\()["'](\.[^"']+)["']/g);
  return [...imported].flatMap(([, given = '']) => {
    const target = path.resolve(path.dirname(file), given);
    return [`${target}.d.ts`, path.join(target, 'index.d.ts')].filter((name) => existsSync(name));
  });
}

/** Takes out the types of what nobody can import. */
function pruneTypes(): void {
  const reached = new Set<string>();
  const reach = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    importedBy(file).forEach(reach);
  };
  for (const { types } of ENTRIES) reach(path.join(ROOT, types));
  for (const file of filesIn(BUILD).map((name) => path.join(BUILD, name)))
    if (file.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
}

/** What `cdk8s import` writes for itself: from which schema a field comes, and functions that its classes call. */
const GENERATED = /^\* @schema .*\n|^\/\*\*\n(?:\*.*\n)*?\*\/\nexport declare function toJson_.*\n/gm;

/** A type of another file, where the compiler has found none of that name among the imports. */
const ELSEWHERE = /import\("([^"]+)"\)\.(\w+)\b(?!\.)/g;

/** Imports what a file of types names by its place each time, as far as no two have one name. */
function importOnce(text: string): string {
  const places = new Map<string, Set<string>>();
  for (const [, place = '', name = ''] of text.matchAll(ELSEWHERE))
    places.set(name, (places.get(name) ?? new Set()).add(place));
  const words = new Set(text.replaceAll(ELSEWHERE, '').match(/[\w$]+/g));
  const free = [...places].filter(([name, { size }]) => size === 1 && !words.has(name));
  const names = new Set(free.map(([name]) => name));
  const imports = free.map(([name, [place = '']]) => `import type { ${name} } from '${place}';\n`);
  return (
    imports.join('') +
    text.replaceAll(ELSEWHERE, (all: string, _: string, name: string) => (names.has(name) ? name : all))
  );
}

/** Takes out of types what nobody reads: indentation, and in generated ones more; their comments stay. */
function compactTypes(): void {
  for (const name of filesIn(BUILD).filter((file) => file.endsWith('.d.ts'))) {
    const file = path.join(BUILD, name);
    const text = importOnce(readFileSync(file, 'utf8')).replaceAll(/^\s+(?=\S)/gm, '');
    writeFileSync(file, name.startsWith('imports/') ? text.replaceAll(GENERATED, '') : text);
  }
}

/** What programs read beside their code: introductions of READMEs, the style of reports, and what `stacks new` makes a stack of. */
function copyTexts(): void {
  const texts = filesIn(path.join(ROOT, 'lib')).filter((name) => !name.endsWith('.ts'));
  const templates = ['stack', 'project'].flatMap((folder) =>
    filesIn(path.join(ROOT, 'templates', folder)).map((name) => path.join(folder, name)),
  );
  for (const file of [
    ...texts.map((name) => path.join('lib', name)),
    ...templates.map((name) => path.join('templates', name)),
  ]) {
    const target = path.join(BUILD, file);
    mkdirSync(path.dirname(target), { recursive: true });
    copyText(path.join(ROOT, file), target);
  }
}

/** Style and script of reports are for browsers alone. */
function copyText(from: string, to: string): void {
  const [, loader] = /\.(css|js)$/.exec(from) ?? [];
  if (loader === undefined) return copyFileSync(from, to);
  const options = { loader: loader === 'css' ? 'css' : 'js', minify: true } as const;
  writeFileSync(to, transformSync(readFileSync(from, 'utf8'), options).code);
}

/** The code of a file that gives a module of a floor. */
function gives(target: string): string {
  const module = path.relative(BUILD, target).replace(/\.js$/, '');
  const floor = floorOf(module);
  if (floor === undefined) throw new Error(`There is no source of ${target}.`);
  const file = path.relative(path.dirname(target), path.join(BUILD, fileOf(floor)));
  return moduleIn(file.startsWith('.') ? file : `./${file}`, module);
}

/** Writes the files that package.json names. Node.js reads the names of exports from the code, without running it. */
function writeEntries(): void {
  for (const { default: entry } of ENTRIES) {
    const target = path.join(ROOT, entry);
    writeFileSync(target, `module.exports = ${gives(target)};\n`);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- what was written just now
    const names = Object.keys(require(target) as object).join(', ');
    writeFileSync(target, `module.exports = ${gives(target)};\n0 && (module.exports = { ${names} });\n`);
  }
  const program = path.join(ROOT, bin.stacks);
  mkdirSync(path.dirname(program), { recursive: true });
  const cache = "require('node:module').enableCompileCache?.();\n";
  writeFileSync(program, `#!/usr/bin/env node\n${cache}${gives(program)}.run();\n`);
  chmodSync(program, 0o755);
}

/** The module that a file of the package is made from. */
function sourceOf(file: string): string {
  return path.relative('build', file).replace(/\.js$/, '');
}

async function main(): Promise<void> {
  rmSync(BUILD, { recursive: true, force: true });
  declareTypes();
  pruneTypes();
  compactTypes();
  copyTexts();
  await bundleFloors(BUILD, [...ENTRIES.map((entry) => entry.default), bin.stacks].map(sourceOf));
  writeEntries();
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
