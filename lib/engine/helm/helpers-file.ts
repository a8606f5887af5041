import { AuthorError, helperPart, inPart } from '../values/author-error';
import { impossible, nodeOf, type Helper, type Tree } from '../template/nodes';
import { scalarString } from '../values/merge';
import { quoted } from '../yaml/scalar';
import { goCondition, goPrintable, helperName, type Surroundings } from './go-expression';
import { TemplateWriter } from './template-writer';

const STEP = 2;

/** `templates/_helpers.tpl`: everything of a chart that has a name. */
export function helpersFile(chart: string, helpers: readonly Helper[]): string {
  return helpers
    .map((helper) => inPart({ ...helperPart(helper), stack: chart }, () => named(chart, helper)))
    .join('\n');
}

function named(chart: string, helper: Helper): string {
  if (helper.comment.includes('*/'))
    throw new AuthorError('Its comment must not contain "*/", which ends it.');
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
      return value(writer, 0, helper.body, writer.top());
    case 'condition':
      return writer.line(0, `{{- if ${goCondition(helper.body, writer.top())} }}true{{ end }}`);
    default:
      return impossible(helper);
  }
}

/** Writes a string or number bare, without the line breaks around it. */
function value(writer: TemplateWriter, indent: number, tree: Tree, at: Surroundings): void {
  const node = nodeOf(tree);
  switch (node.kind) {
    case 'when':
      return writer.decide(indent, node, at, (side, inside) => value(writer, indent + STEP, side, inside));
    case 'expression':
      return writer.line(indent, `{{- ${goPrintable(node.expression, at)} }}`);
    case 'scalar': {
      const code = typeof node.value === 'string' ? quoted(node.value) : scalarString(node.value);
      return writer.line(indent, `{{- ${code} }}`);
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
    case 'commented':
      throw new AuthorError('A string or a number was expected in a helper.');
    default:
      return impossible(node);
  }
}
