import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeFiles } from '../files/write-files';
import { chartFiles, environmentHeading, type ChartSource, type Files } from './chart-files';
import { header } from './header';

/**
 * Writes a Helm chart into a folder. What was written there before and the chart has no more is removed, such as the template of a resource
 * that has another name now: Helm would go on rendering it. Files of others stay.
 *
 * @param folder it is made where there is none
 * @throws ValuesError when a default is not what its declaration says
 * @throws InputError when a file cannot be written: then none is
 */
export function writeChart(folder: string, source: ChartSource): void {
  const files = chartFiles(source);
  const stale = staleFiles(folder, source, files);
  writeFiles(new Map([...files].map(([file, content]) => [path.resolve(folder, file), content])));
  for (const file of stale) rmSync(path.join(folder, file));
}

/** The templates and the values of environments in a folder that were made from a source, and are not any more. */
function staleFiles(folder: string, { template }: ChartSource, files: Files): readonly string[] {
  const below = path.join(folder, 'templates');
  const templates = existsSync(below) ? readdirSync(below, { recursive: true, encoding: 'utf8' }) : [];
  const beside = existsSync(folder) ? readdirSync(folder) : [];
  const begins = (file: string, line: string): boolean => {
    const entry = path.join(folder, file);
    // An editor's lock on a file is a link to nothing.
    const isFile = statSync(entry, { throwIfNoEntry: false })?.isFile() === true;
    return isFile && !files.has(file) && readFileSync(entry, 'utf8').startsWith(line);
  };
  return [
    ...templates
      .map((file) => path.posix.join('templates', ...file.split(path.sep)))
      .filter((file) => begins(file, header(template.source))),
    ...beside.filter((file) => {
      const [, environment] = /^values-(.+)\.yaml$/.exec(file) ?? [];
      return environment !== undefined && begins(file, environmentHeading(environment, template.chart.name));
    }),
  ];
}
