import { AuthorError } from '../values/author-error';
import { NODE, type Condition, type Expr, type LoopVariables, type Variable } from '../template/nodes';
import { and, not, or } from '../template/operators';
import { goCondition, type Surroundings } from './go-expression';

/**
 * What a condition still has to ask where others are known to hold, since an `if` or a `with` around has asked them; true or
 * false where nothing is left to ask.
 */
export function remaining(condition: Condition, at: Surroundings): boolean | Condition {
  if (isKnown(condition, at)) return true;
  if (isKnown(negated(condition), at)) return false;
  const node = condition[NODE];
  if (node.op !== 'call') return condition;
  switch (node.fn) {
    case 'and':
      return combined('and', node.args, at);
    case 'or':
      return combined('or', node.args, at);
    case 'not': {
      const [arg] = node.args;
      const rest = arg === undefined ? condition : remaining(arg, at);
      if (typeof rest === 'boolean') return !rest;
      return rest === arg ? condition : negated(rest);
    }
    default:
      return condition;
  }
}

/** Of several conditions each is only asked where those before it have not decided, so what they are is known. */
function combined(fn: 'and' | 'or', args: readonly Condition[], at: Surroundings): boolean | Condition {
  const decisive = fn === 'or';
  const conditions: Condition[] = [];
  let inside = at;
  for (const arg of args) {
    const rest = remaining(arg, inside);
    if (rest === decisive) return decisive;
    if (typeof rest === 'boolean') continue;
    conditions.push(rest);
    inside = holding(decisive ? negated(arg) : arg, inside);
  }
  if (conditions.length === 0) return !decisive;
  return fn === 'or' ? or(...conditions) : and(...conditions);
}

/** The opposite of a condition, without asking for the opposite of an opposite. */
export function negated(condition: Condition): Condition {
  const node = condition[NODE];
  const [arg] = node.op === 'call' && node.fn === 'not' ? node.args : [];
  return arg ?? not(condition);
}

/** The surroundings where a condition holds, and with it each of its parts. */
export function holding(condition: Condition, at: Surroundings): Surroundings {
  const facts = factsOf(condition).map((fact) => identityOf(fact, at));
  return { ...at, holding: [...(at.holding ?? []), identityOf(condition, at), ...facts] };
}

/** The surroundings within a loop, whose variables may have the names of others. */
export function withinLoop({ key, item }: LoopVariables, at: Surroundings): Surroundings {
  const variables = [key, item].filter((variable) => variable !== undefined);
  const shadowed = new RegExp(`\\$(${variables.map(({ name }) => name).join('|')})\\b`);
  return {
    chart: at.chart,
    atRoot: false,
    variables: [...(at.variables ?? []), ...variables],
    holding: (at.holding ?? []).filter((fact) => !shadowed.test(fact)),
  };
}

/**
 * The surroundings behind a line that gives a value a name.
 *
 * @throws AuthorError when something around has that name: unlike the variables of a loop, which end with it, the name would
 * hide the other one from what follows too
 */
export function withName(variable: Variable, at: Surroundings): Surroundings {
  if (at.variables?.some(({ name }) => name === variable.name) === true)
    throw new AuthorError(`Two values, one within the scope of the other, are named ${variable.name}.`);
  return { ...at, variables: [...(at.variables ?? []), variable] };
}

/** The conditions of which all hold when one does. */
export function factsOf(condition: Condition): readonly Condition[] {
  const node = condition[NODE];
  if (node.op !== 'call') return [condition];
  if (node.fn === 'and') return node.args.flatMap(factsOf);
  if (node.fn !== 'not') return [condition];
  const [inner] = node.args;
  const of = inner?.[NODE];
  if (of?.op === 'call' && of.fn === 'or') return of.args.map(negated).flatMap(factsOf);
  return [condition];
}

function isKnown(condition: Condition, at: Surroundings): boolean {
  return at.holding?.includes(identityOf(condition, at)) ?? false;
}

/** A condition in the words of a template, the same wherever it is asked. */
export function identityOf(condition: Expr<unknown>, { chart }: Surroundings): string {
  const before = identities.get(condition);
  if (before?.chart === chart) return before.text;
  const text = goCondition(condition, { chart, atRoot: false });
  identities.set(condition, { chart, text });
  return text;
}

/** The words of conditions, which are asked for again and again. */
const identities = new WeakMap<Expr<unknown>, { readonly chart: string; readonly text: string }>();
