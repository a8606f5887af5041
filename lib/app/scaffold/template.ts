import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { StackNames } from './names';
import { PODINFO, projectOf, type Program } from './program';

/** What the templates say, in the place of the names and the program of a stack. */
const STAND_INS = { name: 'web-app', camel: 'webApp', pascal: 'WebApp', title: 'Web app' } as const;

/** The texts of the files of a folder, by name. */
export function readTemplates(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder).sort();
  return new Map(files.map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

/** The identifiers in templates, but for those that are put in: a stack must not define them. */
export function identifiersIn(texts: Iterable<string>): ReadonlySet<string> {
  const code = [...texts].join('\n').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'/g, ' ');
  return new Set(
    [...code.matchAll(/[A-Za-z_$][\w$]*/g)]
      .map(([word]) => word)
      .filter((word) => word !== STAND_INS.camel && word !== STAND_INS.pascal),
  );
}

/** A template with the names and the program of a stack. */
export function fill(text: string, names: StackNames, program: Program): string {
  const replacements = new Map([
    ...(['name', 'camel', 'pascal', 'title'] as const).map((key) => [STAND_INS[key], names[key]] as const),
    [PODINFO.repository, program.repository],
    [projectOf(PODINFO), projectOf(program)],
    [PODINFO.tag, program.tag],
    // In a regular expression.
    [escape(PODINFO.tag), escape(program.tag)],
    [String(PODINFO.port), String(program.port)],
    [PODINFO.health, program.health],
  ]);
  // In one go, so that nothing that was put in is replaced: longer ones first.
  const all = [...replacements.keys()].sort((a, b) => b.length - a.length);
  return text.replaceAll(
    new RegExp(all.map(escape).join('|'), 'g'),
    (found) => replacements.get(found) ?? '',
  );
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&');
}
