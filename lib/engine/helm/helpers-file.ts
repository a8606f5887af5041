import { AuthorError, inPart } from '../template/author-error';
import { impossible, nodeOf, type Helper, type Tree } from '../template/nodes';
import { scalarString } from '../values/merge';
import { quoted } from '../yaml/scalar';
import { goExpression, goPrintable, helperName } from './go-expression';
import { TemplateWriter } from './template-writer';

/** `templates/_helpers.tpl`: everything of a chart that has a name. */
export function helpersFile(chart: string, helpers: readonly Helper[]): string {
  return helpers
    .map((helper) => inPart(`helper ${helper.name}`, chart, () => named(chart, helper)))
    .join('\n');
}

function named(chart: string, helper: Helper): string {
  const writer = new TemplateWriter(chart);
  writer.line(0, '{{/*');
  writer.line(0, helper.comment);
  writer.line(0, '*/}}');
  writer.line(0, `{{- define ${quoted(helperName(chart, helper.name))} -}}`);
  body(writer, helper);
  writer.line(0, '{{- end }}');
  return writer.toString();
}

function body(writer: TemplateWriter, helper: Helper): void {
  switch (helper.kind) {
    case 'map':
      return writer.map(0, helper.body, writer.top());
    case 'value':
      return value(writer, helper.body);
    case 'condition':
      return writer.line(0, `{{- if ${goExpression(helper.body, writer.top())} }}true{{ end }}`);
    default:
      return impossible(helper);
  }
}

/** Writes a string or number bare, without the line breaks around it. */
function value(writer: TemplateWriter, tree: Tree): void {
  const node = nodeOf(tree);
  switch (node.kind) {
    case 'when': {
      const { condition, then, otherwise } = node;
      const other = otherwise === undefined ? undefined : (): void => value(writer, otherwise);
      return writer.onlyIf(0, goExpression(condition, writer.top()), () => value(writer, then), other);
    }
    case 'expression':
      return writer.line(0, `{{- ${goPrintable(node.expression, writer.top())} }}`);
    case 'scalar': {
      const code = typeof node.value === 'string' ? quoted(node.value) : scalarString(node.value);
      return writer.line(0, `{{- ${code} }}`);
    }
    case 'absent':
    case 'wrapped':
    case 'list':
    case 'map':
    case 'pair':
    case 'merged':
    case 'include':
    case 'neverEmpty':
    case 'each':
    case 'lines':
      throw new AuthorError('A string or a number was expected in a helper.');
    default:
      return impossible(node);
  }
}
