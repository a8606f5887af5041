import { readValuesFile } from '../../../lib/app/cli/values-file';
import { UserError } from '../../../lib/app/explain';
import { MAJORS, ValuesChart } from '../../engine/values/values-chart';
import { READ } from '../../engine/yaml/texts';
import { commandLine } from '../../support/command-line';
import { execute } from '../../support/execute';
import { Folder } from './setup';

const folder = new Folder();
const chart = new ValuesChart('{}\n');
afterAll(() => chart.remove());

/** What Helm 3 and Helm 4 make of a values file. */
function helmReads(file: string) {
  return Promise.all(MAJORS.map((major) => chart.renderFiles(major, [file])));
}

describe('a values file is read as Helm 3 and 4 read it', () => {
  const SCALARS = [
    '0o7', '0O17', '017', '08', '0x1F', '-0x1f', '0b11', '1_000', '1__0', '_1', '1.', '.5', '+.5', '1e3', '1E+3', 'e3', 'E12', '1e',
    '1e1000', '1:30', '12:30:45', '190:20:30.15', '2024-01-01', '2001-1-1', '2024-01-01T10:00:00Z', 'y', 'Y', 'Yes', 'yES', 'n', 'NO',
    'on', 'OFF', 'True', 'tRUE', '~', '', 'null', 'Null', 'nULL', '-', '+1', '-1', '00', '123456789012345678901234567890', '1.5', '=',
    '<<', '"y"', "'1'", 'a#b', 'a #b', '!!str 1', 'é', '1,000', '0x', '0b2', '0o8', '1.2.3', '.', '..', '+', '1-1', '0755', '-017',
    '0', '0.0', '0e0', '+0', '-0', '-00', '-0x0',
  ]; // prettier-ignore

  it('for scalars of every kind', async () => {
    // Given a file with each of them in one place.
    const text = SCALARS.map((scalar, index) => `k${String(index)}: ${scalar}\n`).join('');
    const file = folder.valuesFile('scalars.yaml', text.replaceAll(': -\n', ': "-"\n'));
    // When Helm and we read it, then the values are the same.
    const ours = { ok: true, values: readValuesFile(file).values };
    expect(await helmReads(file)).toEqual([ours, ours]);
  });

  it.each<[string, string]>([
    ['aliases', 'a: &x {b: 1}\nc: *x\n'],
    ['merge keys', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n'],
    ['blocks', 'a: |\n  x\n  y\nb: >\n  x\n  y\nc: |-\n  x\nd: |+\n  x\n\n'],
    ['keys that YAML takes for flags and numbers', 'a: {y: 1, 0x10: 2, 1.5: 3, "no": 4}\n'],
    ['keys that JavaScript has a meaning for', '__proto__: {a: 1}\nconstructor: 2\n'],
    ['a document mark', '---\na: 1\n...\n'],
    ['comments alone', '# nothing\n'],
    ['nothing', ''],
    ['null', 'null\n'],
    ['JSON', '{"a": [1, {"b": null}]}\n'],
    ['line ends of Windows', 'a: x\r\nb:\r\n  - y\r\n'],
    ['a byte order mark', '\ufeffa: 1\n'],
  ])('for %s', async (_, text) => {
    const file = folder.valuesFile('values.yaml', text);
    const ours = { ok: true, values: readValuesFile(file).values };
    expect(await helmReads(file)).toEqual([ours, ours]);
  });

  it.each<[string, string]>([
    ['a list', '- a\n'],
    ['a text', 'text\n'],
    ['an open bracket', 'a: [\n'],
    ['a tab for indentation', 'a:\n\t- b\n'],
    ['a template that is not in quotes', 'a: {{ x }}\n'],
    ['a key that is null', 'a: {~: 1}\n'],
    ['a number without an end', 'a: .inf\n'],
    ['what is no number', 'a: .nan\n'],
    ['an alias of nothing', 'a: *x\n'],
    ['a text that begins with @', 'a: @x\n'],
    ['a control character', 'a: "x\0y"\n'],
    ['a character that Go does not take for text', 'a: x\u0080y\n'],
    ['an alias within what it stands for', 'a: &x [*x]\n'],
    ['aliases of aliases', `a0: &a0 [x]\n${aliases(9)}`],
  ])('and rejected as they do for %s', async (_, text) => {
    const file = folder.valuesFile('rejected.yaml', text);
    const outcomes = await helmReads(file);
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, false]);
    expect(() => readValuesFile(file)).toThrow(UserError);
    expect(() => readValuesFile(file)).toThrow(new RegExp(`^${file.replaceAll('.', '\\.')}: .*$`));
  });

  it.each(Object.entries(READ))('of those that were once read otherwise, for %s', async (_, [text]) => {
    const file = folder.valuesFile('values.yaml', text);
    const ours = { ok: true, values: readValuesFile(file).values };
    expect(await helmReads(file)).toEqual([ours, ours]);
  });
});

/** Lists of lists, each with nine times the one before. */
function aliases(depth: number): string {
  return Array.from(
    { length: depth },
    (_, level) =>
      `a${String(level + 1)}: &a${String(level + 1)} [${Array<string>(9)
        .fill(`*a${String(level)}`)
        .join(',')}]\n`,
  ).join('');
}

describe('- is the standard input', () => {
  const [node, ...program] = commandLine();
  const render = (input: string) => {
    const args = [...program, 'render', 'claude-relay', '--values', '-'];
    return execute(node, args, { input });
  };

  it('whose values count as those of a file', async () => {
    const { code, stdout } = await render('config: { existingSecret: a, logLevel: debug }\n');
    expect(code).toBe(0);
    expect(stdout).toContain('LOG_LEVEL: debug');
  });

  it('which is named in what is wrong with it', async () => {
    const { code, stderr } = await render('config: { existingSecret: a, logLevel: 3 }\n');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^the standard input: config\.logLevel is 3; /);
  });
});
