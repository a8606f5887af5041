import { AuthorError } from '../values/author-error';
import { isCollection } from '../template/expression';
import { isExpr, NODE, nodeOf, type Expr, type Tree, type When } from '../template/nodes';
import { isTidyBlock, yamlString } from '../yaml/scalar';
import { goCondition, goExpression, goPrintable, type Surroundings } from './go-expression';

/** Whether a tree is a string, a number or a boolean, or the decision between two such. */
export function isScalar(tree: Tree): boolean {
  const node = nodeOf(tree);
  switch (node.kind) {
    case 'absent':
    case 'scalar':
      return true;
    case 'expression':
      return !isCollection(node.expression[NODE].shape);
    case 'commented':
      return isScalar(node.tree);
    case 'when':
      return isScalar(node.then) && (node.otherwise === undefined || isScalar(node.otherwise));
    case 'wrapped':
    case 'list':
    case 'map':
    case 'pair':
    case 'merged':
    case 'include':
    case 'neverEmpty':
    case 'each':
    case 'lines':
      return false;
  }
}

/** Whether a tree is a string of several lines, which reads best as a block. */
export function isBlockString(tree: Tree): tree is string {
  return typeof tree === 'string' && isTidyBlock(tree);
}

/** A scalar as a template has it, ready to stand behind a key or a dash. */
export function goScalar(tree: Tree, at: Surroundings): string {
  const node = nodeOf(tree);
  switch (node.kind) {
    case 'scalar':
      return literal(node.value);
    case 'expression':
      return goScalarExpression(node.expression, at);
    case 'when':
      return `{{ if ${goDecision(node, at)}{{ end }}`;
    case 'commented':
      throw new AuthorError('A comment needs a line of its own; it must be around the whole value.');
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
      throw new AuthorError('A string, a number or a boolean was expected in a template.');
  }
}

/** A decision between scalars on one line, from its condition on. */
function goDecision({ condition, then, otherwise }: When<unknown>, at: Surroundings): string {
  const start = `${goCondition(condition, at)} }}${goScalar(then, at)}`;
  if (otherwise === undefined) return start;
  const other = nodeOf(otherwise);
  return other.kind === 'when'
    ? `${start}{{ else if ${goDecision(other, at)}`
    : `${start}{{ else }}${goScalar(otherwise, at)}`;
}

function goScalarExpression(value: Expr<unknown>, at: Surroundings): string {
  const node = value[NODE];
  if (node.op === 'literal') return literal(node.value as string | number | boolean);
  if (node.shape.type === 'integer') return `{{ ${goPrintable(value, at)} }}`;
  if (node.shape.type === 'boolean') {
    const code = goExpression(value, at);
    return node.op === 'path' ? `{{ ${code} }}` : `{{ if ${code} }}true{{ else }}false{{ end }}`;
  }
  if (node.op === 'text' && node.shape.type === 'string' && node.shape.yamlSafe)
    return `"${goInline(value, at)}"`;
  return `{{ ${goExpression(value, at)} | quote }}`;
}

/** An expression in the midst of a string: bare where nothing in it can be misread. */
export function goInline(value: Expr<unknown>, at: Surroundings): string {
  const node = value[NODE];
  if (node.op !== 'text') return `{{ ${goPrintable(value, at)} }}`;
  const codes = node.parts.map((part) => (isExpr(part) ? goInline(part, at) : escapeBraces(part)));
  // A brace before an action, or before another one, would be read as the beginning of an action.
  const meets = (code: string, index: number): boolean =>
    code.endsWith('{') && codes[index + 1]?.startsWith('{') === true;
  return codes.map((code, index) => (meets(code, index) ? `${code.slice(0, -1)}{{ "{" }}` : code)).join('');
}

/** A scalar that is the same for all releases. */
export function literal(value: string | number | boolean | null): string {
  return typeof value === 'string' ? escapeBraces(yamlString(value)) : String(value);
}

/** A string with template braces in it, such as an alert's `{{ $labels.pod }}`, so that Helm prints them. */
export function escapeBraces(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
