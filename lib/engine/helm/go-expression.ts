import type { Json } from '../values/declaration';
import { isMap, scalarString } from '../values/merge';
import { AuthorError } from '../values/author-error';
import {
  isExpr,
  mayBeNumber,
  NODE,
  type Expr,
  type ExprNode,
  type PathNode,
  type Variable,
} from '../template/expression';
import { functions, isEmpty, type FunctionName } from '../template/functions';
import { quoted } from '../yaml/scalar';
import { NULL_HELPER } from './null-helper';
import { QUANTITY_HELPER } from './quantity-helper';
import { resourcePath, TEMPLATES } from './resource-path';

/** What a template expression has to know of its surroundings. */
export interface Surroundings {
  /** The chart, whose name is in the names of its helpers. */
  readonly chart: string;
  /** Whether `.` is still the root; within `with` and `range` it is not, and `$` has to be written. */
  readonly atRoot: boolean;
  /** The conditions that are known to hold, since an `if` around has asked, each as `identityOf` says it. */
  readonly holding?: readonly string[];
  /** The variables around, the innermost last: it hides others of its name. */
  readonly variables?: readonly Variable[];
  /** The expression that a `with` has bound to `.`, if any. */
  readonly dot?: Expr<unknown>;
}

// What these give is whole whatever they are given.
const WHOLE: readonly FunctionName[] = ['len', 'int', 'add', 'mul'];

// Helm reads integers as floats and prints those of a million and more as 1e+06.
const PRINTS_AS_FLOAT = 1_000_000;

/** An expression in the language of Go templates, such as `.Values.image.tag | default .Chart.AppVersion`. */
export function goExpression(expression: Expr<unknown>, at: Surroundings): string {
  if (at.dot === expression) return '.';
  const node = expression[NODE];
  switch (node.op) {
    case 'literal':
      return goLiteral(node.value);
    case 'path':
      return goPath(node, at);
    case 'call':
      return goCall(node, at);
    case 'text':
      return goPrintf(node.parts, at);
    case 'required':
      return `required ${quoted(node.message)} ${goArgument(node.value, at)}`;
    case 'include':
      return `include ${quoted(helperName(at.chart, node.helper.name))} ${at.atRoot ? '.' : '$'}`;
    case 'field': {
      const file = quoted(resourcePath(node.resource).slice(TEMPLATES.length));
      return `(include (print $.Template.BasePath ${file}) ${at.atRoot ? '.' : '$'} | fromYaml).${node.key}`;
    }
  }
}

/** The full name of a helper. Helpers of all charts of a release share one space of names, so it starts with the chart's. */
export function helperName(chart: string, name: string): string {
  return `${chart}.${name}`;
}

/** An expression as an argument of a function: in parentheses, unless it is one word. */
export function goArgument(expression: Expr<unknown>, at: Surroundings): string {
  const code = goOperand(expression, at);
  const { op, shape } = expression[NODE];
  // A helper gives a string, for a number too.
  if (op === 'include' && shape.type === 'integer') return `(${code} | int)`;
  if (op === 'field') return code;
  return inParentheses(code);
}

/**
 * An expression as the operand of a condition or a function. A quantity becomes a string, since a template takes the number 0 for
 * empty, although it is a value; by `cat`, which turns nil into an empty string, where `toString` would give `<nil>`.
 */
function goOperand(expression: Expr<unknown>, at: Surroundings): string {
  const code = goExpression(expression, at);
  return mayBeNumber(expression[NODE]) && at.dot !== expression ? `cat ${inParentheses(code)}` : code;
}

function inParentheses(code: string): string {
  return /[ |]/.test(code) && !isQuoted(code) && !isEnclosed(code) ? `(${code})` : code;
}

/** An expression of which only matters whether it is empty, or what is in it: nothing at all is as good as an empty default. */
export function goCondition(condition: Expr<unknown>, at: Surroundings): string {
  const node = condition[NODE];
  const emptyDefault =
    node.op === 'path' &&
    !mayBeNumber(node) &&
    typeof node.absent === 'object' &&
    isEmpty(node.absent.default);
  return emptyDefault && at.dot !== condition ? walk(node, at) : goOperand(condition, at);
}

/** An expression that prints as it should: integers in full. */
export function goPrintable(expression: Expr<unknown>, at: Surroundings): string {
  const code = goExpression(expression, at);
  return printsAsFloat(expression[NODE]) ? `${code} | int64` : code;
}

function printsAsFloat({ op, shape }: ExprNode): boolean {
  return op !== 'include' && shape.type === 'integer' && shape.maximum >= PRINTS_AS_FLOAT;
}

function goPath(node: PathNode, at: Surroundings): string {
  const path = walk(node, at);
  if (node.absent === undefined || node.absent === 'omit') return path;
  const { default: fallback } = node.absent;
  // `default` takes 0 and false for absent, so where those mean something the key itself has to be looked for.
  const numberOrBoolean = typeof fallback === 'number' || typeof fallback === 'boolean';
  if ((numberOrBoolean && Boolean(fallback)) || mayBeNumber(node)) {
    const keys = node.keys.map((key) => quoted(key)).join(' ');
    return `dig ${keys} ${goLiteral(fallback)} ${walk({ ...node, keys: [] }, at)}`;
  }
  const literal = goLiteral(fallback);
  return `${path} | default ${literal.includes(' ') && !isQuoted(literal) ? `(${literal})` : literal}`;
}

function walk({ root, keys, nullSafe }: PathNode, at: Surroundings): string {
  const start = typeof root === 'string' ? `${at.atRoot ? '' : '$'}.${root}` : visible(root, at);
  return keys.reduce((path, key, index) => {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `(index ${path} ${quoted(key)})`;
    // A parenthesised step over something absent gives nothing instead of an error.
    return nullSafe && index > 0 ? `(${path}).${key}` : `${path}.${key}`;
  }, start);
}

/** @throws AuthorError when another variable of the same name would be read */
function visible(variable: Variable, { variables = [] }: Surroundings): string {
  const named = variables.findLast(({ name }) => name === variable.name);
  if (named !== undefined && named !== variable)
    throw new AuthorError(`The variable ${variable.name} is hidden by another one of that name.`);
  return `$${variable.name}`;
}

function goCall({ fn, args }: ExprNode & { op: 'call' }, at: Surroundings): string {
  const definition: { helm: string; piped?: true } = functions[fn];
  if (fn === 'and' || fn === 'or' || fn === 'not') {
    const [first] = args;
    const node = first?.[NODE];
    if (fn === 'not' && node?.op === 'call' && node.fn === 'eq') return goCall({ ...node, fn: 'ne' }, at);
    return [definition.helm, ...args.map((arg) => inParentheses(goCondition(arg, at)))].join(' ');
  }
  if (fn === 'exceeds') {
    // The helper makes strings of them itself.
    const quantities = args.map((arg) => inParentheses(goExpression(arg, at)));
    return `include ${quoted(helperName(at.chart, QUANTITY_HELPER))} (list ${quantities.join(' ')})`;
  }
  if (fn === 'withoutNull') {
    // The helper takes nothing for an empty map.
    const maps = args.map((arg) => inParentheses(goCondition(arg, at)));
    return `include ${quoted(helperName(at.chart, NULL_HELPER))} ${maps.join(' ')} | fromYaml`;
  }
  const words = args.map((arg) => {
    if (fn === 'gt') return goInteger(arg, at);
    const word = goArgument(arg, at);
    // A resource that is not there has no such field.
    return fn === 'get' && arg[NODE].op === 'field' ? `(${word} | default dict)` : word;
  });
  if (definition.piped) {
    const last = args.at(-1);
    const input = last ? goOperand(last, at) : '';
    return `${input} | ${[definition.helm, ...words.slice(0, -1)].join(' ')}`;
  }
  // A method of what Helm has at the root.
  const called = definition.helm.startsWith('.') && !at.atRoot ? `$${definition.helm}` : definition.helm;
  return [called, ...words].join(' ');
}

/** A number to compare: user's numbers are floats and literals whole, which Go rejects to compare. */
function goInteger(expression: Expr<unknown>, at: Surroundings): string {
  const code = goArgument(expression, at);
  const node = expression[NODE];
  const mayBeFloat = node.op === 'path' || (node.op === 'call' && !WHOLE.includes(node.fn));
  return mayBeFloat ? `(int ${code})` : code;
}

function goPrintf(parts: readonly (string | Expr<unknown>)[], at: Surroundings): string {
  const format = parts
    .map((part) =>
      isExpr(part) ? (part[NODE].shape.type === 'string' ? '%s' : '%v') : part.replaceAll('%', '%%'),
    )
    .join('');
  const args = parts.filter(isExpr).map((part) => {
    const code = goArgument(part, at);
    return printsAsFloat(part[NODE]) ? `(int64 ${code})` : code;
  });
  return ['printf', quoted(format), ...args].join(' ');
}

function goLiteral(value: Json): string {
  if (Array.isArray(value))
    return ['list', ...value.map((item) => goLiteralArgument(item as Json))].join(' ');
  if (isMap(value)) {
    return [
      'dict',
      ...Object.entries(value).flatMap(([key, inner]) => [quoted(key), goLiteralArgument(inner)]),
    ].join(' ');
  }
  return typeof value === 'string' ? quoted(value) : scalarString(value);
}

function goLiteralArgument(value: Json): string {
  const code = goLiteral(value);
  return typeof value === 'object' && value !== null ? `(${code})` : code;
}

function isQuoted(code: string): boolean {
  return /^"(\\.|[^"\\])*"$/.test(code);
}

/** Whether one pair of parentheses encloses all of the code. */
function isEnclosed(code: string): boolean {
  if (!code.startsWith('(') || !code.endsWith(')')) return false;
  let depth = 0;
  for (let index = 0; index < code.length; index += 1) {
    const character = code[index];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && index < code.length - 1) return false;
  }
  return true;
}
