import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { parse } from 'yaml';
import { chartFiles, chartYaml } from '../../../lib/engine/helm/chart-files';
import { exceeds, greaterThan } from '../../../lib/engine/template/operators';
import { Resource } from '../../../lib/engine/template/resource';
import { OnlyIf } from '../../../lib/engine/template/scopes';
import { Lines, lines, when } from '../../../lib/engine/template/tree';
import { smallChart, SmallStack } from '../small-stack';

const filesOf = (template: SmallStack) =>
  chartFiles({ template, introduction: '# Small', environments: new Map([['prod', { replicas: 3 }]]) });
const manifest = { metadata: { name: 'a' } };

it('a chart has all files that Helm reads', () => {
  const stack = new SmallStack();
  Resource.of(stack, 'pod', { of: k8s.KubePod, manifest });
  expect([...filesOf(stack).keys()]).toEqual([
    'Chart.yaml',
    'values.yaml',
    'values-prod.yaml',
    'values.schema.json',
    'README.md',
    '.helmignore',
    'templates/NOTES.txt',
    'files/defaults.yaml',
    'templates/values/complete.yaml',
    'templates/validation.yaml',
    'templates/pod.yaml',
    'templates/_helpers.tpl',
  ]);
});

it('each template says what it is made from, before anything else', () => {
  const stack = new SmallStack();
  Resource.of(stack, 'pod', { of: k8s.KubePod, manifest });
  const templates = [...filesOf(stack)].filter(([path]) => path.startsWith('templates/'));
  for (const [path, content] of templates) {
    const [first] = content.split('\n');
    expect([path, first]).toEqual([path, '{{- /* Generated from the stack small; do not edit. */ -}}']);
  }
  expect(templates).toHaveLength(5);
});

it('Chart.yaml says what the chart is', () => {
  expect(parse(chartYaml(smallChart, { dependencies: [] }))).toMatchObject({
    apiVersion: 'v2',
    type: 'application',
    name: 'small',
    version: '1.0.0',
    appVersion: '2.0.0',
    dependencies: [],
  });
});

it('an environment’s file has what it changes', () => {
  expect(parse(filesOf(new SmallStack()).get('values-prod.yaml') ?? '')).toEqual({ replicas: 3 });
});

it('the helper for quantities is there only where something compares them', () => {
  const stack = new SmallStack();
  const { size, replicas } = stack.values;
  stack.addValidation('replicas', 'is wrong.', greaterThan(replicas, 1));
  expect(filesOf(stack).get('templates/_helpers.tpl')).not.toContain('define "small.exceeds"');
  stack.addValidation('size', 'is wrong.', exceeds(size, size));
  expect(filesOf(stack).get('templates/_helpers.tpl')).toContain('define "small.exceeds"');
  expect(filesOf(stack).get('templates/_helpers.tpl')).not.toContain('define "small.withoutNull"');
  stack.addValidation('piece', 'is wrong.', stack.values.piece);
  expect(filesOf(stack).get('templates/_helpers.tpl')).toContain('define "small.withoutNull"');
});

it('two resources must not be written to one file', () => {
  const stack = new SmallStack();
  Resource.of(stack, 'pod', { of: k8s.KubePod, manifest });
  Resource.of(new OnlyIf(stack, 'on', stack.values.on), 'pod', { of: k8s.KubePod, manifest });
  expect(() => filesOf(stack)).toThrow(
    'small: Pod on/pod: Two resources are written to templates/pod.yaml. (test/engine/helm/chart-files.test.ts:',
  );
});

describe('notes', () => {
  it('are written line by line', () => {
    const files = filesOf(new SmallStack(lines('a', '{{ b }}')));
    expect(files.get('templates/NOTES.txt')).toBe(
      '{{- /* Generated from the stack small; do not edit. */ -}}\na\n{{ "{{" }} b }}\n',
    );
  });

  it('keep the white space before an action that would take it', () => {
    const stack = new SmallStack();
    const on = (line: string) => when(stack.values.on, line);
    const files = filesOf(new SmallStack(lines('a', '', on('b'), 'c ', on('d'), 'e', on('f'))));
    const [, ...written] = files.get('templates/NOTES.txt')?.split('\n') ?? [];
    const block = (line: string) => ['{{- if .Values.on }}', line, '{{- end }}'];
    expect(written).toEqual([
      ...['a', '{{ "" }}', ...block('b')],
      ...['c {{ "" }}', ...block('d')],
      ...['e', ...block('f'), ''],
    ]);
  });

  it('with an author’s mistake name the stack', () => {
    const wrong = new Lines<string>([when(new SmallStack().values.on, { a: 1 })]);
    expect(() => filesOf(new SmallStack(wrong))).toThrow(
      /^small: notes: A line was expected\. \(test\/.*\)$/,
    );
  });
});
