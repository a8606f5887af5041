import { isExpr, NODE, Variable, type Expr } from '../../lib/engine/template/expression';
import { isLoop, Named, OnlyIf } from '../../lib/engine/template/scopes';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import {
  Each, Include, isTreeList, isTreeMap, Lines, Merged, NeverEmpty, Pair, When, type Tree,
} from '../../lib/engine/template/tree'; // prettier-ignore
import type { Declaration } from '../../lib/engine/values/declaration';

/**
 * The paths of all values that are declared and that no resource uses.
 *
 * A value that is only in a checksum or only in a check does nothing, so those do not count.
 */
export function unusedValues(template: StackTemplate): string[] {
  const used = new Set<string>();
  const loops = new Map<Variable, string>();
  const visited = new Set<object>();

  const pathOf = (expression: Expr<unknown>): string | undefined => {
    const node = expression[NODE];
    if (node.op !== 'path' || node.root === 'Release' || node.root === 'Chart') return undefined;
    const start = node.root === 'Values' ? '' : `${loops.get(node.root) ?? '?'}[]`;
    return [start, ...node.keys].filter((step) => step !== '').join('.');
  };
  const bind = ({ source, variables }: Pick<Each<unknown>, 'source' | 'variables'>): void => {
    visit(source, false);
    const path = pathOf(source) ?? '?';
    loops.set(variables.item, path);
    if (variables.key) loops.set(variables.key, `${path}.key`);
  };
  const visitExpression = (expression: Expr<unknown>, whole: boolean): void => {
    const node = expression[NODE];
    if (node.op === 'path') {
      const path = pathOf(expression);
      if (path === undefined) return;
      used.add(path);
      if (whole) used.add(`${path}*`);
    } else if (node.op === 'call' && node.fn !== 'sha256') node.args.forEach((arg) => visit(arg, true));
    else if (node.op === 'text') node.parts.forEach((part) => visit(part, true));
    else if (node.op === 'required') visit(node.value, true);
    else if (node.op === 'include') visit(node.helper.body, true);
  };
  const visit = (tree: Tree, whole = true): void => {
    if (isExpr(tree)) visitExpression(tree, whole);
    else if (typeof tree !== 'object' || tree === null || visited.has(tree)) return;
    else {
      visited.add(tree);
      if (tree instanceof When) [tree.condition, tree.then, tree.otherwise].forEach((side) => visit(side));
      else if (tree instanceof Each) {
        bind(tree);
        visit(tree.body);
      } else if (tree instanceof Merged) tree.parts.forEach((part) => visit(part));
      else if (tree instanceof Include) visit(tree.helper.body);
      else if (tree instanceof NeverEmpty) visit(tree.tree);
      else if (tree instanceof Lines) tree.lines.forEach((line) => visit(line));
      else if (tree instanceof Pair) [tree.key, tree.value].forEach((side) => visit(side));
      else if (isTreeList(tree)) tree.forEach((item) => visit(item));
      else if (isTreeMap(tree)) Object.values(tree).forEach((value) => visit(value));
    }
  };

  for (const construct of template.node.findAll()) {
    if (isLoop(construct)) bind(construct);
    if (construct instanceof OnlyIf) visit(construct.condition);
    if (construct instanceof Named) visit(construct.value);
  }
  template.resources.forEach((resource) => visit(resource.manifest));
  return leaves(template.declaration).filter((leaf) => !isUsed(leaf, used));
}

/** Whether a value, or something around it that is passed on as a whole, is used. */
function isUsed(leaf: string, used: ReadonlySet<string>): boolean {
  if (used.has(leaf)) return true;
  const steps = leaf.split(/(?=\.|\[\])/);
  return steps.some((_, index) => used.has(`${steps.slice(0, index + 1).join('')}*`));
}

function leaves({ shape }: Declaration<unknown>, path = ''): string[] {
  if (shape.type === 'section') {
    return Object.entries(shape.fields).flatMap(([key, field]) =>
      leaves(field, path === '' ? key : `${path}.${key}`),
    );
  }
  if (shape.type === 'list') return leaves(shape.item, `${path}[]`);
  return shape.type === 'map' ? leaves(shape.entry, `${path}[]`) : [path];
}
