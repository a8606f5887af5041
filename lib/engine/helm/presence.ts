import { AuthorError, helperPart, inField, inPart } from '../values/author-error';
import { isCollection, isOptionalZero } from '../template/expression';
import { isEmpty } from '../template/functions';
import { NODE, nodeOf, type Condition, type Each, type Expr, type Tree, type When } from '../template/nodes';
import { and, isGiven, not, or } from '../template/operators';

/**
 * Whether a tree is always there, or the condition under which it is.
 *
 * An empty map or list means absent. A map all of whose keys are there only at times has to be left out with its own key,
 * or the template would leave a key without a value behind.
 */
export function presenceOf(tree: Tree): true | Condition {
  const node = nodeOf(tree);
  switch (node.kind) {
    case 'absent':
    case 'scalar':
    case 'wrapped':
    case 'lines':
    case 'neverEmpty':
      return true;
    case 'pair':
      return presenceOf(node.value);
    case 'expression':
      return presenceOfExpression(node.expression);
    case 'commented':
      return presenceOf(node.tree);
    case 'when':
      return presenceOfWhen(node);
    case 'each':
      return presenceOfEach(node);
    case 'include': {
      const { helper } = node;
      return inPart(helperPart(helper), () => presenceOf(helper.body));
    }
    case 'merged':
      return anyOf(node.parts.map((part) => [undefined, part]));
    case 'list':
      return node.items.length === 0 ? true : anyOf([...node.items.entries()]);
    case 'map': {
      const entries = Object.entries(node.entries);
      return entries.length === 0 ? true : anyOf(entries);
    }
  }
}

function presenceOfExpression(expression: Expr<unknown>): true | Condition {
  if (!mayBeEmpty(expression)) return true;
  return isOptionalZero(expression) ? isGiven(expression) : expression;
}

/** Whether an expression may come to nothing, so that the property it stands at has to be left out then. */
export function mayBeEmpty(expression: Expr<unknown>): boolean {
  const node = expression[NODE];
  if (node.op === 'path' && typeof node.absent === 'object' && !isEmpty(node.absent.default)) return false;
  return isCollection(node.shape) || (node.op === 'path' && node.absent === 'omit');
}

function presenceOfWhen({ condition, then, otherwise }: When<unknown>): true | Condition {
  const first = presenceOf(then);
  // What is there while the condition holds, such as a value while it is not empty.
  const whole = first === true || first === condition;
  const side = whole ? condition : and(condition, first);
  if (otherwise === undefined) return side;
  const second = presenceOf(otherwise);
  if (whole) return second === true ? true : or(condition, ...alternativesIn(second));
  return or(side, second === true ? not(condition) : and(not(condition), second));
}

function presenceOfEach({ source, body }: Each<unknown>): true | Condition {
  if (presenceOf(body) === true) return mayBeEmpty(source) ? source : true;
  throw new AuthorError(
    'A loop whose items are there only at times needs something beside it that always is.',
  );
}

/** The presence of something with these parts, each with the field it stands in, if that is one of its own. */
function anyOf(parts: readonly (readonly [string | number | undefined, Tree])[]): true | Condition {
  const conditions: Condition[] = [];
  for (const [field, tree] of parts) {
    if (tree === undefined) continue;
    const presence = field === undefined ? presenceOf(tree) : inField(field, () => presenceOf(tree));
    if (presence === true) return true;
    for (const condition of alternativesIn(presence))
      if (!conditions.includes(condition)) conditions.push(condition);
  }
  return or(...conditions);
}

/** The conditions of which one has to hold. */
function alternativesIn(condition: Condition): readonly Condition[] {
  const node = condition[NODE];
  return node.op === 'call' && node.fn === 'or' ? node.args : [condition];
}
