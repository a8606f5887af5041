import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { overridesOf } from '../../lib/app/environments/environment';
import { chartOf, charts } from '../../lib/app/output/dist';
import type { Files } from '../../lib/engine/helm/chart-files';
import { Evaluator } from '../../lib/engine/manifests/evaluate';
import { warningsOf } from '../../lib/engine/release/release';
import { lines } from '../../lib/engine/template/tree';
import { valuesOf } from '../../lib/engine/values/check';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { umbrellaChart } from '../../lib/stacks/umbrella';
import { writeFiles } from '../support/chart';
import { everythingOn } from '../support/everything-on';
import { fileOfStack } from '../support/file-of-stack';
import { helmRun } from '../support/helm';
import { REQUIRED_VALUES } from '../support/required-values';

const environments = discoverEnvironments();
const names = Object.keys(stacks) as StackName[];
const RELEASE = { name: 'notes', namespace: 'ai' };

/** `helm template` prints no notes, so a template of the test's own does. */
function withNotes(files: Files): Files {
  const notes = files.get('templates/NOTES.txt') ?? '';
  const template = `{{- define "notes-of-the-test" }}${notes}{{ end -}}
kind: Notes
text: {{ include "notes-of-the-test" . | toJson }}
`;
  return new Map([...files, ['templates/notes-of-the-test.yaml', template]]);
}

function valuesFile(values: JsonObject): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'notes-')), 'values.json');
  writeFileSync(file, JSON.stringify(values));
  return file;
}

async function helmNotes(major: 3 | 4, folder: string, values: JsonObject): Promise<string> {
  const args = [
    'template',
    RELEASE.name,
    folder,
    '--namespace',
    RELEASE.namespace,
    '--values',
    valuesFile(values),
  ];
  const shown = await helmRun(major, [...args, '--show-only', 'templates/notes-of-the-test.yaml']);
  if (!shown.ok) throw new Error(shown.message);
  return (parse(shown.output) as { readonly text: string }).text;
}

function plainNotes(name: StackName, given: JsonObject): string {
  const stack = stacks[name].template();
  const values = valuesOf(stack.declaration, [{ name: 'given', values: given }]);
  const evaluator = Evaluator.for({ ...RELEASE, chart: stack.chart, values });
  return String(evaluator.tree(lines(...stack.notes.lines, ...stack.warnings.lines)));
}

/** Values with which a stack warns of all that it can. */
function warned(name: StackName): readonly JsonObject[] {
  const folder = path.join(__dirname, '../support/stacks');
  return fileOfStack<{ readonly warned: readonly JsonObject[] }>(folder, name).warned ?? [];
}

describe.each(names)('the notes and warnings of %s', (name) => {
  const folder = writeFiles(name, withNotes(chartOf(name, [])));
  const required = REQUIRED_VALUES[name] ?? {};
  const cases: readonly (readonly [string, JsonObject])[] = [
    ['its least values', required],
    ['everything switched on', everythingOn(name)],
    ...warned(name).map((values) => [JSON.stringify(values), overlay(required, values)] as const),
    ...environments.flatMap((environment) => {
      const values = overridesOf(environment, name);
      return values === undefined ? [] : [[environment.name, values] as const];
    }),
  ];

  it.each(cases)('are the same by both Helms and plainly, for %s', async (_, values) => {
    const plain = plainNotes(name, values);
    for (const major of [3, 4] as const) expect(await helmNotes(major, folder, values)).toBe(plain);
  });
});

it.each([3, 4] as const)(
  'the umbrella chart ends in the warnings of the charts that it installs, with the paths of its own values, by Helm %s',
  async (major) => {
    const output = charts(environments);
    const prefix = `charts/${umbrellaChart.name}/`;
    const files = [...output].flatMap(([file, content]): [string, string][] =>
      file.startsWith(prefix) ? [[file.replace(prefix, ''), content]] : [],
    );
    const folder = writeFiles(umbrellaChart.name, withNotes(new Map(files)));
    const values = {
      'claude-relay': { ...REQUIRED_VALUES['claude-relay'], image: { tag: 'v0' } },
      'claude-middleware': { enabled: false },
      'helm-proxy': { enabled: false },
      jairouter: { ...REQUIRED_VALUES.jairouter, image: { tag: 'v0' } },
      'mcp-box': { global: { version: 'v1.0.0' } },
    };
    const notes = await helmNotes(major, folder, values);
    const expected = (['claude-relay', 'jairouter', 'mcp-box'] as const).flatMap((name) =>
      warningsOf({
        stack: stacks[name].template(),
        ...RELEASE,
        values: [{ name: 'given', values: values[name] }],
      }).map((warning) => warning.replace('WARNING: ', `WARNING: ${name}.`)),
    );
    expect(expected.length).toBeGreaterThan(1);
    expect(notes.split('\n').filter((line) => line.startsWith('WARNING: '))).toEqual(expected);
  },
);
