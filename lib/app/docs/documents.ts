import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NamedEnvironment } from '../environments/environment';
import { UserError } from '../explain';
import { diagram, largest } from './diagram';
import { environmentsPage } from './page';
import { softwarePage } from './software';
import { valuesPage } from './values';

const START = '<!-- diagram -->';
const END = '<!-- /diagram -->';

/** The documents that show the diagram, one for each language. */
export const READMES = ['README.md', 'README.zh-CN.md'] as const;

/**
 * Writes what documents say of the environments: the diagram of the largest one into each README, and the pages
 * `docs/environments.md`, `docs/software.md` and `docs/values.md`.
 *
 * @returns the files that were written
 * @throws UserError when a README has no place for the diagram, before anything is written
 */
export function writeDocuments(folder: string, environments: readonly NamedEnvironment[]): readonly string[] {
  const documents = new Map([
    ...READMES.map((name): [string, string] => {
      const file = path.join(folder, name);
      return [file, withDiagram(name, readFileSync(file, 'utf8'), diagramOf(environments))];
    }),
    [path.join(folder, 'docs', 'environments.md'), environmentsPage(environments)],
    [path.join(folder, 'docs', 'software.md'), softwarePage()],
    [path.join(folder, 'docs', 'values.md'), valuesPage()],
  ]);
  for (const [file, text] of documents) writeFileSync(file, text);
  return [...documents.keys()];
}

/**
 * The diagram that the READMEs show.
 *
 * @throws UserError when there is no environment
 */
export function diagramOf(environments: readonly NamedEnvironment[]): string {
  const environment = largest(environments);
  if (environment === undefined)
    throw new UserError('environments/ has no environment to draw; add a file such as environments/dev.ts.');
  return diagram(environment);
}

/**
 * A README with a diagram between its markers, in place of the one before.
 *
 * @param name that of its file, for the message
 * @throws UserError when the markers are missing
 */
export function withDiagram(name: string, readme: string, mermaid: string): string {
  const [before, rest, ...more] = readme.split(`${START}\n`);
  const [, after, ...others] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0) {
    throw new UserError(
      `${name}: must have the lines ${START} and ${END} once each, around the diagram; put them where it is to be.`,
    );
  }
  return `${before}${START}\n\n\`\`\`mermaid\n${mermaid}\`\`\`\n\n${END}${after}`;
}
