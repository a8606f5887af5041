import { isExpr, NODE, type Expr } from '../template/expression';
import { When, type Tree } from '../template/tree';
import { isTidyBlock, yamlText } from '../yaml/scalar';
import { goExpression, goPrintable, type Surroundings } from './go-expression';

/** Whether a tree is a text, a number or a boolean, or the decision between two such. */
export function isScalar(tree: Tree): boolean {
  if (tree instanceof When)
    return isScalar(tree.then) && (tree.otherwise === undefined || isScalar(tree.otherwise));
  if (isExpr(tree)) return ['string', 'integer', 'boolean'].includes(tree[NODE].shape.type);
  return typeof tree !== 'object' || tree === null;
}

/** Whether a tree is a text of several lines, which reads best as a block. */
export function isBlockText(tree: Tree): tree is string {
  return typeof tree === 'string' && isTidyBlock(tree);
}

/** A scalar as a template has it, ready to stand behind a key or a dash. */
export function goScalar(value: Tree, at: Surroundings): string {
  if (value instanceof When) {
    const otherwise = value.otherwise === undefined ? '' : `{{ else }}${goScalar(value.otherwise, at)}`;
    return `{{ if ${goExpression(value.condition, at)} }}${goScalar(value.then, at)}${otherwise}{{ end }}`;
  }
  if (!isExpr(value)) return literal(value as string | number | boolean | null);
  const node = value[NODE];
  if (node.op === 'literal') return literal(node.value as string | number | boolean);
  if (node.shape.type === 'integer') return `{{ ${goPrintable(value, at)} }}`;
  if (node.shape.type === 'boolean') {
    const code = goExpression(value, at);
    return node.op === 'path' ? `{{ ${code} }}` : `{{ if ${code} }}true{{ else }}false{{ end }}`;
  }
  if (node.op === 'text' && node.shape.type === 'string' && node.shape.token)
    return `"${goInline(value, at)}"`;
  return `{{ ${goExpression(value, at)} | quote }}`;
}

/** An expression in the midst of text: bare where nothing in it can be misread. */
export function goInline(value: Expr<unknown>, at: Surroundings): string {
  const node = value[NODE];
  if (node.op !== 'text') return `{{ ${goPrintable(value, at)} }}`;
  return node.parts.map((part) => (isExpr(part) ? goInline(part, at) : escapeBraces(part))).join('');
}

/** A scalar that is the same for all releases. */
export function literal(value: string | number | boolean | null): string {
  return typeof value === 'string' ? escapeBraces(yamlText(value)) : String(value);
}

/** Text with template braces in it, such as an alert's `{{ $labels.pod }}`, so that Helm prints them. */
export function escapeBraces(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
