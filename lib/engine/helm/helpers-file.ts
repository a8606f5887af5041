import { isExpr } from '../template/expression';
import type { Helper } from '../template/helper';
import { When, type Tree } from '../template/tree';
import { scalarText } from '../values/merge';
import { quoted } from '../yaml/scalar';
import { goExpression, goPrintable, helperName } from './go-expression';
import { TemplateWriter } from './template-writer';

/** `templates/_helpers.tpl`: everything of a chart that has a name. */
export function helpersFile(chart: string, helpers: readonly Helper[]): string {
  return helpers.map((helper) => named(chart, helper)).join('\n');
}

function named(chart: string, helper: Helper): string {
  const writer = new TemplateWriter(chart);
  writer.line(0, '{{/*');
  writer.line(0, helper.comment);
  writer.line(0, '*/}}');
  writer.line(0, `{{- define ${quoted(helperName(chart, helper.name))} -}}`);
  if (helper.kind === 'map') writer.map(0, helper.body, writer.top());
  else if (helper.kind === 'value') value(writer, helper.body);
  else writer.line(0, `{{- if ${goExpression(helper.body, writer.top())} }}true{{ end }}`);
  writer.line(0, '{{- end }}');
  return writer.toString();
}

/** Writes a text or number bare, without the line breaks around it. */
function value(writer: TemplateWriter, body: Tree): void {
  if (body instanceof When) {
    const { otherwise } = body;
    const other = otherwise === undefined ? undefined : (): void => value(writer, otherwise);
    writer.onlyIf(0, goExpression(body.condition, writer.top()), () => value(writer, body.then), other);
  } else {
    const code = isExpr(body)
      ? goPrintable(body, writer.top())
      : typeof body === 'string'
        ? quoted(body)
        : scalarText(body as number);
    writer.line(0, `{{- ${code} }}`);
  }
}
