import type { Refusal } from '../template/stack-template';
import { quoted } from '../yaml/scalar';
import { goExpression } from './go-expression';
import { TemplateWriter } from './template-writer';

/** `templates/refusals.yaml`: gives no object, but stops Helm with a sentence where the values do not go together. */
export function refusalsFile(chart: string, refusals: readonly Refusal[]): string {
  const writer = new TemplateWriter(chart);
  for (const { when, path, because } of refusals) {
    writer.onlyIf(0, goExpression(when, writer.top()), () => {
      writer.line(0, `{{- fail ${quoted(`${path} ${because}`)} }}`);
    });
  }
  return writer.toString();
}
