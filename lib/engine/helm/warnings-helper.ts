import { inPart } from '../values/author-error';
import type { Lines } from '../template/nodes';
import { quoted } from '../yaml/scalar';
import { helperName } from './go-expression';
import { TemplateWriter } from './template-writer';

/** The name of a chart's helper with its warnings, as a template calls it. */
export function warningsHelperName(chart: string): string {
  return helperName(chart, 'warnings');
}

/**
 * The helper with the warnings of a chart, each on a line of its own after a line break. It is a helper because Helm prints the notes of
 * the installed chart only: an umbrella chart calls those of its subcharts.
 */
export function warningsHelper(chart: string, warnings: readonly Lines<string>[]): string {
  const writer = new TemplateWriter(chart);
  writer.line(0, '{{/*');
  writer.line(0, 'Warnings about the given values, each on a line of its own.');
  writer.line(0, '*/}}');
  writer.line(0, `{{- define ${quoted(warningsHelperName(chart))} }}`);
  for (const added of warnings)
    inPart({ part: 'warnings', stack: chart, written: added.written }, () =>
      writer.lines(0, added, writer.top()),
    );
  writer.line(0, '{{- end }}');
  return writer.toString();
}
