import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { NamedEnvironment } from '../environments/environment';
import { environmentsPage } from './page';
import { summaryTable } from './summary';
import { UserError } from '../explain';

const START = '<!-- environments -->';
const END = '<!-- /environments -->';

/**
 * Puts what there is to say of the environments into the documents of a project: the Secrets they need and all values that differ
 * in `docs/environments.md`, the summary in `README.md`.
 *
 * @returns the files that were written
 * @throws UserError when README.md has no place for the summary, before anything is written
 */
export function writeDocuments(folder: string, environments: readonly NamedEnvironment[]): readonly string[] {
  const readme = path.join(folder, 'README.md');
  const documents = new Map([
    [readme, withSummary(readFileSync(readme, 'utf8'), summaryTable(environments))],
    [path.join(folder, 'docs', 'environments.md'), environmentsPage(environments)],
  ]);
  for (const [file, text] of documents) writeFileSync(file, text);
  return [...documents.keys()];
}

/**
 * A README with the summary between its marks, in the place of what is there.
 *
 * @throws UserError when the marks are not there
 */
export function withSummary(readme: string, table: string): string {
  const [before, rest, ...more] = readme.split(`${START}\n`);
  const [, after, ...others] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0) {
    throw new UserError(
      `README.md: must have the lines ${START} and ${END} once each, around the table of environments; put them where it is to be.`,
    );
  }
  return `${before}${START}\n\n${table}\n${END}${after}`;
}
