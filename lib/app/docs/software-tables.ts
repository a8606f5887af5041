import { markdownTable } from './markdown';
import {
  differingNames,
  NOT_READ,
  NOT_SEEN,
  tablesOf,
  type Reading,
  type Software,
  type SoftwareVersion,
} from '../../kubernetes/software';

/**
 * What the README of a chart says of the versions of its software: those that it was checked with, and what differs between them.
 */
export function softwareSection(software: Software): string {
  const differing = new Set(differingNames(software));
  const tables = factTables(software, (name) => differing.has(name));
  return [
    '## Versions of the software',
    '',
    'The chart was checked with these versions. Other image tags are accepted with a warning.',
    '',
    versionsTable(software),
    tables === ''
      ? 'Nothing that the chart sets differs between them.'
      : `What differs between them:\n\n${tables}`,
  ].join('\n');
}

/** The versions of software that a stack was checked with, as a table in Markdown. */
export function versionsTable({ versions }: Software): string {
  return markdownTable(
    ['Version', 'Source', 'Checked'],
    Object.entries(versions).map(([version, { project, commit, checked }]) => [
      version,
      commit === undefined ? `${project}, not public in this version` : sourceLink(project, commit),
      CHECKED[checked],
    ]),
  );
}

const CHECKED: Readonly<Record<SoftwareVersion['checked'], string>> = {
  run: 'run as the manifests run it',
  read: 'read in its source',
  'not seen': 'not seen',
};

function sourceLink(project: string, commit: string): string {
  return `[${project}, ${commit}](https://github.com/${project}/tree/${commit})`;
}

/**
 * What the versions of software read and serve, in Markdown: one table for each kind of fact that is there.
 *
 * @param isShown which of the facts are shown, by their name
 * @default - all of them
 */
export function factTables(software: Software, isShown: (name: string) => boolean = () => true): string {
  const versions = Object.entries(software.versions);
  return tablesOf(software)
    .map(([heading, facts]) => {
      const shown = Object.entries(facts).filter(([name]) => isShown(name));
      if (shown.length === 0) return '';
      const rows = shown.map(([name, fact]) => [
        `\`${name}\``,
        ...versions.map(([id, version]) => readingCell(fact.readBy[id] ?? NOT_SEEN, version)),
        fact.note ?? '',
      ]);
      return markdownTable([heading, ...versions.map(([id]) => id), 'Note'], rows);
    })
    .filter((table) => table !== '')
    .join('\n');
}

function readingCell(reading: Reading, { project, commit }: SoftwareVersion): string {
  if (reading === NOT_READ) return 'no';
  if (reading === NOT_SEEN) return 'unknown';
  const [file = '', line] = reading.split(':');
  const url = `https://github.com/${project}/blob/${commit ?? 'HEAD'}/${file}${line === undefined ? '' : `#L${line}`}`;
  return `[${file.slice(file.lastIndexOf('/') + 1)}](${url})`;
}
