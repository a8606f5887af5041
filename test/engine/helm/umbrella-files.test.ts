import { parse } from 'yaml';
import { umbrellaFiles } from '../../../lib/engine/helm/umbrella-files';
import { smallChart } from '../small-stack';

const files = umbrellaFiles({
  chart: { ...smallChart, name: 'all' },
  charts: new Map([
    ['one', { version: '1.0.0', description: 'The first.', files: new Map([['Chart.yaml', 'a'], ['values-prod.yaml', 'b']]) }],
    ['two', { version: '2.0.0', description: 'The second.', files: new Map() }],
  ]),
  environments: new Map([['prod', new Map([['one', { replicas: 3 }]])]]),
}); // prettier-ignore
const yaml = (path: string): unknown => parse(files.get(path) ?? '');

it('each chart is a dependency that can be switched off', () => {
  expect(yaml('Chart.yaml')).toMatchObject({
    dependencies: [
      { name: 'one', version: '1.0.0', condition: 'one.enabled' },
      { name: 'two', version: '2.0.0', condition: 'two.enabled' },
    ],
  });
  expect(yaml('values.yaml')).toEqual({ one: { enabled: true }, two: { enabled: true } });
});

it('an environment switches off what it does not have', () => {
  expect(yaml('values-prod.yaml')).toEqual({ one: { enabled: true, replicas: 3 }, two: { enabled: false } });
});

it('the charts are inside, without the values of their environments', () => {
  expect([...files.keys()].filter((path) => path.startsWith('charts/'))).toEqual(['charts/one/Chart.yaml']);
});

it('the schema knows the charts and nothing else', () => {
  const schema = JSON.parse(files.get('values.schema.json') ?? '') as Readonly<Record<string, object>>;
  expect(schema['additionalProperties']).toBe(false);
  expect(Object.keys(schema['properties'] ?? {})).toEqual(['global', 'one', 'two']);
});

it('the notes name what is installed', () => {
  expect(files.get('templates/NOTES.txt')).toContain(
    '{{- if (index .Values "two").enabled }}\n  two\n{{- end }}',
  );
});
