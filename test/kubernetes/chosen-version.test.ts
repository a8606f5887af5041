import { warningsOf } from '../../lib/engine/release/release';
import { text } from '../../lib/engine/template/operators';
import { when } from '../../lib/engine/template/tree';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { imageTag } from '../../lib/engine/values/scalars';
import { chooseVersion } from '../../lib/kubernetes/chosen-version';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { extraVariables } from '../../lib/kubernetes/env';
import { NOT_READ, NOT_SEEN, software, type Software } from '../../lib/kubernetes/software';
import { at, objectsFor, only, templateOf, TinyStack } from './tiny-stack';

const both = { readBy: { '2.0': 'a.js:1', '1.0': 'a.js:1' } };
const newer = { readBy: { '2.0': 'a.js:2', '1.0': NOT_READ }, note: 'The older waits for ever.' };
const unknown = { readBy: { '2.0': NOT_SEEN, '1.0': NOT_READ } };

const tiny = software(
  {
    '2.0': { project: 'o/n', commit: 'abc', checked: 'run', tags: /^v?2\.0$/ },
    '1.0': { project: 'o/n', checked: 'not seen', tags: /^v?1\.0$/, otherVariables: ['OTHER', 'MANY_.*'] },
  },
  {
    containers: ['main'],
    variables: { PORT: both, TIMEOUT: newer, MAYBE: unknown },
    calls: { 'GET /health': newer },
  },
);

function stackWith(declared: Software = tiny) {
  const stack = new TinyStack({
    tag: imageTag('2.0', 'Tag.'),
    extraEnv: extraVariables('More.', ['A', 'B', 'C']),
  });
  const { extraEnv, tag } = stack.values;
  const version = chooseVersion(stack, declared, {
    path: 'tag',
    tag,
    extraEnv: { path: 'extraEnv', values: extraEnv },
  });
  return { stack, version };
}

const warningsFor = (values: JsonObject, declared?: Software) =>
  warningsOf({
    stack: stackWith(declared).stack,
    name: 'app',
    namespace: 'ai',
    values: [{ name: 'given', values }],
  });

it('an image of a version that was checked gives no warning', () => {
  for (const tag of ['2.0', 'v2.0', '1.0']) expect(warningsFor({ tag })).toEqual([]);
});

it('another image is accepted with a warning that says what is known to differ', () => {
  expect(warningsFor({ tag: '2.0.1' })).toEqual([
    'WARNING: tag: 2.0.1 is none of the versions that this chart was checked with (2.0 and 1.0); other versions may read other settings. ' +
      'Between those differ: TIMEOUT, GET /health; the README of the chart says how.',
  ]);
});

it('of many differences it names some', () => {
  const many = Object.fromEntries('A B C D E F G H'.split(' ').map((name) => [name, newer]));
  const declared = software(tiny.versions, { containers: ['main'], variables: many, calls: {} });
  expect(warningsFor({ tag: '3.0' }, declared)).toEqual([
    expect.stringContaining(
      'Between those differ: A, B, C, D, E, F and 2 more; the README of the chart says how.',
    ),
  ]);
});

it('where one version was checked there is nothing to differ', () => {
  const single = software(
    { '2.0': tiny.versions['2.0'] },
    { containers: ['main'], variables: {}, calls: {} },
  );
  expect(warningsFor({ tag: 'latest' }, single)).toEqual([
    'WARNING: tag: latest is not 2.0, the version that this chart was checked with; other versions may read other settings.',
  ]);
});

it('a variable that the version does not read gives a warning, one of its run-time does not', () => {
  const extraEnv = {
    OTHER: 'x',
    MANY_X: 'x',
    TIMEOUT: 'x',
    WRONG: 'x',
    NODE_OPTIONS: 'x',
    HTTPS_PROXY: 'x',
    TMPDIR: 'x',
    NO_COLOR: '1',
  };
  expect(warningsFor({ tag: '1.0', extraEnv })).toEqual(
    ['TIMEOUT', 'WRONG'].map(
      (name) =>
        `WARNING: extraEnv.${name}: version 1.0 of the software does not read this variable; remove it.`,
    ),
  );
});

it('of a version that reads more than anybody listed, no variable is said to be unread', () => {
  expect(warningsFor({ tag: '2.0', extraEnv: { WRONG: 'x' } })).toEqual([]);
});

it('a variable is rendered for every image but one that is known not to read it', () => {
  const { stack, version } = stackWith();
  addConfigMap(stack, stack.main, { always: 'yes', timeout: when(version.mayRead('TIMEOUT'), 'yes') });
  const rendered = (tag: string) => at(only('ConfigMap', objectsFor(stack, { tag })), 'data', 'timeout');
  expect(['2.0', '1.0', '3.0'].map(rendered)).toEqual(['yes', undefined, 'yes']);
});

it('a condition on a variable that every version reads is a mistake', () => {
  expect(() => stackWith().version.mayRead('PORT')).toThrow(
    'Every version reads PORT; it needs no condition.',
  );
});

it('the notes of the chart end in the warnings', () => {
  const { stack } = stackWith();
  stack.addWarnings(text`WARNING: last ${stack.fullname}`);
  expect(templateOf(stack, 'NOTES.txt')).toMatch(/Installed\.\n\{\{- include "small\.warnings" \. \}\}\n$/);
  const helpers = templateOf(stack, '_helpers.tpl');
  const [, warnings = ''] = helpers.split('{{- define "small.warnings" }}\n');
  expect(warnings.indexOf('WARNING: tag: ')).toBeGreaterThan(0);
  expect(warnings.indexOf('WARNING: tag: ')).toBeLessThan(
    warnings.indexOf('WARNING: last {{ include "small.fullname" . }}\n{{- end }}\n'),
  );
});
