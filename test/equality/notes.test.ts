import path from 'node:path';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { overridesOf } from '../../lib/app/environments/environment';
import { chartOf, charts } from '../../lib/app/output/dist';
import { warningsOf } from '../../lib/engine/release/release';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { umbrellaChart } from '../../lib/stacks/umbrella';
import { writeFiles } from '../../lib/testing/chart-folder';
import { helmNotes, plainNotes, withNotes } from '../../lib/testing/notes';
import { everythingOn } from '../support/everything-on';
import { fileOfStack } from '../support/file-of-stack';
import { helmBinary } from '../support/helm-binary';
import { REQUIRED_VALUES } from '../support/required-values';

const environments = discoverEnvironments();
const names = Object.keys(stacks) as StackName[];
const RELEASE = { name: 'notes', namespace: 'ai' };

function notesBy(major: 3 | 4, folder: string, values: JsonObject): Promise<string> {
  return helmNotes(helmBinary(major), folder, { ...RELEASE, values });
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
    const plain = plainNotes(stacks[name].template(), { ...RELEASE, values });
    for (const major of [3, 4] as const) expect(await notesBy(major, folder, values)).toBe(plain);
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
    const notes = await notesBy(major, folder, values);
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
