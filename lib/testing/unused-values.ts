import {
  impossible,
  NODE,
  nodeOf,
  type Expr,
  type Loop,
  type Tree,
  type Variable,
} from '../engine/template/nodes';
import { scopeOf } from '../engine/template/scopes';
import type { StackTemplate } from '../engine/template/stack-template';
import type { Declaration } from '../engine/values/declaration';

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
  const bind = ({ source, variables }: Loop): void => {
    visit(source, false);
    const path = pathOf(source) ?? '?';
    loops.set(variables.item, path);
    if (variables.key) loops.set(variables.key, `${path}.key`);
  };
  const visitExpression = (expression: Expr<unknown>, whole: boolean): void => {
    const node = expression[NODE];
    switch (node.op) {
      case 'literal':
        return;
      case 'path': {
        const path = pathOf(expression);
        if (path === undefined) return;
        used.add(path);
        if (whole) used.add(`${path}*`);
        return;
      }
      case 'call':
        if (node.fn !== 'sha256') node.args.forEach((arg) => visit(arg, true));
        return;
      case 'text':
        return node.parts.forEach((part) => visit(part, true));
      case 'required':
        return visit(node.value, true);
      case 'include':
        return visit(node.helper.body, true);
      case 'field':
        return visit(node.resource.manifest[node.key], true);
      default:
        return impossible(node);
    }
  };
  const visit = (tree: Tree, whole = true): void => {
    const node = nodeOf(tree);
    if (node.kind === 'expression') return visitExpression(node.expression, whole);
    if (typeof tree !== 'object' || tree === null || visited.has(tree)) return;
    visited.add(tree);
    switch (node.kind) {
      case 'absent':
      case 'scalar':
      case 'wrapped':
        return;
      case 'when':
        return [node.condition, node.then, node.otherwise].forEach((side) => visit(side));
      case 'each':
        bind(node);
        return visit(node.body);
      case 'merged':
        return node.parts.forEach((part) => visit(part));
      case 'include':
        return visit(node.helper.body);
      case 'neverEmpty':
      case 'commented':
        return visit(node.tree);
      case 'lines':
        return node.lines.forEach((line) => visit(line));
      case 'pair':
        return [node.key, node.value].forEach((side) => visit(side));
      case 'list':
        return node.items.forEach((item) => visit(item));
      case 'map':
        return Object.values(node.entries).forEach((value) => visit(value));
      default:
        return impossible(node);
    }
  };

  for (const construct of template.node.findAll()) {
    const scope = scopeOf(construct);
    switch (scope?.kind) {
      case undefined:
        break;
      case 'loop':
        bind(scope);
        break;
      case 'condition':
        visit(scope.condition);
        break;
      case 'name':
        visit(scope.value);
        break;
      default:
        impossible(scope);
    }
  }
  template.resources.forEach((resource) => visit(resource.body));
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
