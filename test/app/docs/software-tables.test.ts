import { NOT_READ, NOT_SEEN, software } from '../../../lib/kubernetes/software';
import { factTables, softwareSection, versionsTable } from '../../../lib/app/docs/software-tables';

const tiny = software(
  {
    '2.0': { project: 'o/n', commit: 'abc', checked: 'run', tags: /^2\.0$/ },
    '1.0': { project: 'o/n', checked: 'not seen', tags: /^1\.0$/ },
    '0.9': { project: 'o/old', commit: 'def', checked: 'read', tags: /^0\.9$/ },
  },
  {
    containers: ['main'],
    variables: {
      PORT: { readBy: { '2.0': 'src/a.js:1', '1.0': NOT_SEEN, '0.9': 'a.js' } },
      WAIT: { readBy: { '2.0': 'src/a.js:2', '1.0': NOT_SEEN, '0.9': NOT_READ }, note: 'Or for ever.' },
    },
    calls: { 'GET /health': { readBy: { '2.0': 'src/b.js:3', '1.0': NOT_SEEN, '0.9': 'b.js:4' } } },
  },
);

it('versions have their source, where it is public, and how they were checked', () => {
  expect(versionsTable(tiny)).toBe(
    `| Version | Source                                          | Checked                     |
| ------- | ----------------------------------------------- | --------------------------- |
| 2.0     | [o/n, abc](https://github.com/o/n/tree/abc)     | run as the manifests run it |
| 1.0     | o/n, not public in this version                 | not seen                    |
| 0.9     | [o/old, def](https://github.com/o/old/tree/def) | read in its source          |
`,
  );
});

it('facts have the place in the source of each version, and a note', () => {
  expect(factTables(tiny, (name) => name === 'WAIT')).toBe(
    `| Environment variable | 2.0                                                 | 1.0     | 0.9 | Note         |
| -------------------- | --------------------------------------------------- | ------- | --- | ------------ |
| \`WAIT\`               | [a.js](https://github.com/o/n/blob/abc/src/a.js#L2) | unknown | no  | Or for ever. |
`,
  );
});

it('each kind of fact that is there has a table of its own', () => {
  const headings = [...factTables(tiny).matchAll(/^\| ([A-Z][^|]*?) *\| 2/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(['Environment variable', 'Path or call']);
});

it('the README of a chart has what differs', () => {
  const section = softwareSection(tiny);
  expect(section).toContain('## Versions of the software');
  expect(section).toContain('`WAIT`');
  expect(section).not.toContain('`PORT`');
});

it('or says that nothing does', () => {
  const same = software({ '2.0': tiny.versions['2.0'] }, { containers: ['main'], variables: {}, calls: {} });
  expect(softwareSection(same)).toMatch(/Nothing that the chart sets differs between them\.$/);
});
