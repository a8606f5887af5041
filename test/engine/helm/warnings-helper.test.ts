import { lines, when, Lines } from '../../../lib/engine/template/tree';
import { chartFiles } from '../../../lib/engine/helm/chart-files';
import { umbrellaFiles } from '../../../lib/engine/helm/umbrella-files';
import { warningsHelper, warningsHelperName } from '../../../lib/engine/helm/warnings-helper';
import { SmallStack } from '../small-stack';

const filesOf = (stack: SmallStack) =>
  chartFiles({ template: stack, introduction: '', environments: new Map() });

function warned(): SmallStack {
  const stack = new SmallStack();
  stack.addWarnings(when(stack.values.on, 'WARNING: it is on.'));
  return stack;
}

it('has each warning on a line of its own', () => {
  const stack = new SmallStack();
  expect(warningsHelper('small', [lines('a'), lines(when(stack.values.on, 'b'))])).toBe(`{{/*
Warnings about the given values, each on a line of its own.
*/}}
{{- define "small.warnings" }}
a
{{- if .Values.on }}
b
{{- end }}
{{- end }}
`);
});

it('an author’s mistake names the stack', () => {
  const wrong = new Lines<string>([when(new SmallStack().values.on, { a: 1 })]);
  expect(() => warningsHelper('small', [wrong])).toThrow(
    /^small: warnings: A line was expected\. \(test.*\)$/,
  );
});

it('the notes of a chart with warnings end in them, those of one without do not', () => {
  const call = `{{- include "${warningsHelperName('small')}" . }}\n`;
  expect(filesOf(warned()).get('templates/NOTES.txt')?.endsWith(call)).toBe(true);
  const files = filesOf(new SmallStack());
  expect([...files.values()].some((content) => content.includes('warnings'))).toBe(false);
});

it('a chart that installs others ends its notes in the warnings of those that have any', () => {
  const chart = (files: ReadonlyMap<string, string>) => ({
    version: '1.0.0',
    description: 'A chart.',
    files,
  });
  const notes = umbrellaFiles({
    chart: warned().chart,
    charts: new Map([
      ['small', chart(filesOf(warned()))],
      ['other', chart(filesOf(new SmallStack()))],
    ]),
    environments: new Map(),
  }).get('templates/NOTES.txt');
  expect(notes?.split('\n').slice(-2)).toEqual([
    // With the paths that the values have there.
    '{{- with index .Subcharts "small" }}{{ include "small.warnings" . | replace "WARNING: " "WARNING: small." }}{{ end }}',
    '',
  ]);
});
