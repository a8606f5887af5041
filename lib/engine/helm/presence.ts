import { isExpr, NODE, type Expr } from '../template/expression';
import { isEmpty } from '../template/functions';
import { and, not, or, type Condition } from '../template/operators';
import {
  Each,
  Include,
  isTreeList,
  isTreeMap,
  Lines,
  Merged,
  NeverEmpty,
  Pair,
  When,
  type Tree,
} from '../template/tree';

/**
 * Whether a tree is always there, or the condition under which it is.
 *
 * An empty map or list means absent. A map all of whose keys are there only at times has to be left out with its own key,
 * or the template would leave a key without a value behind.
 */
export function presenceOf(tree: Tree): true | Condition {
  if (isExpr(tree)) return mayBeEmpty(tree) ? tree : true;
  if (tree instanceof When) return presenceOfWhen(tree);
  if (tree instanceof Include) return presenceOf(tree.helper.body);
  if (tree instanceof Lines || tree instanceof Pair || tree instanceof NeverEmpty) return true;
  if (tree instanceof Merged) return anyOf(tree.parts);
  if (tree instanceof Each) {
    if (presenceOf(tree.body) === true) return mayBeEmpty(tree.source) ? tree.source : true;
    throw new Error('A loop whose items are there only at times needs something beside it that always is.');
  }
  if (isTreeList(tree)) return tree.length === 0 ? true : anyOf(tree);
  if (isTreeMap(tree)) return Object.keys(tree).length === 0 ? true : anyOf(Object.values(tree));
  return true;
}

/** Whether an expression may come to nothing, so that the property it stands at has to be left out then. */
export function mayBeEmpty(expression: Expr<unknown>): boolean {
  const node = expression[NODE];
  if (node.op === 'path' && typeof node.absent === 'object' && !isEmpty(node.absent.default)) return false;
  const { type } = node.shape;
  if (type === 'list' || type === 'map' || type === 'section' || type === 'object') return true;
  return node.op === 'path' && node.absent === 'omit';
}

function presenceOfWhen({ condition, then, otherwise }: When<unknown>): true | Condition {
  const first = presenceOf(then);
  const side = first === true ? condition : and(condition, first);
  if (otherwise === undefined) return first === condition ? condition : side;
  const second = presenceOf(otherwise);
  if (first === true && second === true) return true;
  return or(side, second === true ? not(condition) : and(not(condition), second));
}

function anyOf(trees: readonly Tree[]): true | Condition {
  const conditions: Condition[] = [];
  for (const tree of trees) {
    if (tree === undefined) continue;
    const presence = presenceOf(tree);
    if (presence === true) return true;
    const node = presence[NODE];
    const alternatives = node.op === 'call' && node.fn === 'or' ? node.args : [presence];
    for (const condition of alternatives) if (!conditions.includes(condition)) conditions.push(condition);
  }
  return or(...conditions);
}
