/** What users of comparable charts wish for is there, in the plain rendering: each wish has a check, and each check is seen to fail. */
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { plainRendering, type Rendering } from '../support/renderers';
import type { ChecksOfCharts } from './check';
import { claudeMiddleware } from './claude-middleware';
import { claudeRelay } from './claude-relay';
import { requestOf, wishFile, wishFiles, without } from './files';
import { helmProxy } from './helm-proxy';
import { jairouter } from './jairouter';
import { mcpBox } from './mcp-box';

const checks: ChecksOfCharts = {
  'claude-relay': claudeRelay,
  'claude-middleware': claudeMiddleware,
  'helm-proxy': helmProxy,
  jairouter,
  'mcp-box': mcpBox,
};
const files = wishFiles();

function render(chart: StackName, values: JsonObject): Rendering {
  return plainRendering(stacks[chart].template(), requestOf(values));
}

function objectsOf(chart: StackName, values: JsonObject): readonly KubernetesObject[] {
  const rendering = render(chart, values);
  if (!rendering.ok) throw new Error(rendering.message);
  return rendering.objects;
}

it('every chart with checks has a file, and every check a file of its chart', () => {
  for (const chart of Object.keys(checks) as StackName[]) {
    const names = files.filter((file) => file.chart === chart).map(({ name }) => name);
    expect(names).not.toEqual([]);
    expect(Object.keys(checks[chart] ?? {}).sort()).toEqual(names.sort());
  }
});

describe.each(files)('$name', ({ name, chart, values, said, notSaid }) => {
  const ofFile = checks[chart]?.[name] ?? {};

  it('has a check for each wish that it says', () => {
    expect(said.map((wish) => wish.name).sort()).toEqual(Object.keys(ofFile).sort());
  });

  it('has what is wished', () => {
    const objects = objectsOf(chart, values);
    for (const check of Object.values(ofFile)) check(objects);
    process.stdout.write(`wishes ${name}: ${said.length} of ${said.length + notSaid} said\n`);
  });

  it.each(said)('without its value has not: $name', ({ name: wish, path }) => {
    const rendering = render(chart, without(values, path));
    if (!rendering.ok) return;
    expect(() => ofFile[wish]?.(rendering.objects)).toThrow();
  });
});

describe('a file', () => {
  const text = [
    '# jairouter',
    '# Not said: a.',
    '# Said: b',
    '# Not counted.',
    'x:',
    '  # Said: c',
    '  - y: 1',
    '    # Said: d',
    '    z: 2',
  ].join('\n');

  it('says wishes with the value that follows', () => {
    const { said, notSaid, values } = wishFile('f', text);
    expect(notSaid).toBe(1);
    expect(said).toEqual([
      { name: 'b', path: ['x'] },
      { name: 'c', path: ['x', 0] },
      { name: 'd', path: ['x', 0, 'z'] },
    ]);
    expect(without(values, ['x', 0, 'z'])).toEqual({ x: [{ y: 1 }] });
    expect(without(values, ['x', 0])).toEqual({ x: [] });
    expect(values).toEqual({ x: [{ y: 1, z: 2 }] });
  });

  it.each([
    ['the first line is no chart', '# none\na: 1'],
    ['no value follows "c"', '# jairouter\na: 1\n# Said: c'],
  ])('is rejected where %s', (sentence, wrong) => {
    expect(() => wishFile('f', wrong)).toThrow(sentence);
  });
});
