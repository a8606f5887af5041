import { inPart } from '../values/author-error';
import type { AuthorLine } from '../values/author-line';
import { expr, isExpr, NODE, TEXT, type Expr } from '../template/expression';
import { impossible, type Condition } from '../template/nodes';
import { and } from '../template/operators';
import { groupRules, type RuleGroup } from '../template/rule-groups';
import type { Scope } from '../template/scopes';
import type { Unique, ValidationRule } from '../template/stack-template';
import { keyOf } from '../template/tree';
import { factsOf, identityOf, withName } from './condition';
import { goArgument, goExpression, type Surroundings } from './go-expression';
import { TemplateWriter } from './template-writer';

const STEP = 2;

/** `templates/validation.yaml`: gives no object, but stops Helm with a sentence where the values do not go together. */
export function validationFile(chart: string, validationRules: readonly ValidationRule[]): string {
  const writer = new TemplateWriter(chart);
  inPart({ part: 'validation', stack: chart }, () => {
    const at = startMaps(writer, validationRules);
    steps(writer, 0, groupRules(validationRules).map(stepOf), at);
  });
  return writer.toString();
}

/** Writes an empty map for each value that is to be unique, before all loops. @returns the surroundings behind that */
function startMaps(writer: TemplateWriter, rules: readonly ValidationRule[]): Surroundings {
  return rules.reduce((at, { unique, written }) => {
    if (unique === undefined) return at;
    writer.line(0, `{{- $${unique.map.name} := dict }}`);
    return inPart({ part: 'validation', written }, () => withName(unique.map, at));
  }, writer.top());
}

/** Something that is asked or done while all of its conditions hold. */
interface Step {
  readonly conditions: readonly Condition[];
  readonly body: ValidationRule | Unique | Exclude<Scope, { readonly kind: 'condition' }> | undefined;
  readonly within: readonly Step[];
}

function stepOf(group: RuleGroup): Step {
  if (group.kind === 'rule') {
    const { rule } = group;
    const asked: Step = { conditions: factsOf(rule.when), body: rule, within: [] };
    return rule.unique === undefined ? asked : { conditions: [], body: rule.unique, within: [asked] };
  }
  const { scope } = group;
  const within = group.within.map(stepOf);
  return scope.kind === 'condition'
    ? { conditions: factsOf(scope.condition), body: undefined, within }
    : { conditions: [], body: scope, within };
}

/** Writes steps in their order; those in a row that begin with the same conditions share an `if`. */
function steps(writer: TemplateWriter, indent: number, all: readonly Step[], at: Surroundings): void {
  let rest = all.flatMap(withoutEmptyBody);
  while (rest[0] !== undefined) {
    const [first, ...others] = rest;
    const written = writtenBy(first);
    const done = inPart({ part: 'validation', written }, () => begin(writer, indent, [first, ...others], at));
    rest = rest.slice(done);
  }
}

/** Writes the first of the steps, and those after it that begin with the same conditions. @returns how many */
function begin(
  writer: TemplateWriter,
  indent: number,
  [first, ...others]: readonly [Step, ...Step[]],
  at: Surroundings,
): number {
  if (first.conditions.length === 0) {
    perform(writer, indent, first, at);
    return 1;
  }
  const end = others.findIndex((step) => sharedBeginning([first, step], at) === 0);
  const together = [first, ...(end < 0 ? others : others.slice(0, end))];
  const shared = together.length === 1 ? first.conditions.length : sharedBeginning(together, at);
  const inner = together.map((step) => ({ ...step, conditions: step.conditions.slice(shared) }));
  writer.onlyIf(indent, and(...first.conditions.slice(0, shared)), at, (inside) =>
    steps(writer, indent + STEP, inner, inside),
  );
  return together.length;
}

/** Where the first rule of a step is written. */
function writtenBy({ body, within }: Step): AuthorLine | undefined {
  if (body !== undefined && !('kind' in body)) return body.written;
  return within.map(writtenBy).find((written) => written !== undefined);
}

/** A condition around steps is one of each of them. */
function withoutEmptyBody(step: Step): readonly Step[] {
  if (step.body !== undefined) return [step];
  return step.within
    .flatMap(withoutEmptyBody)
    .map((inner) => ({ ...inner, conditions: [...step.conditions, ...inner.conditions] }));
}

/** With how many conditions in a row all steps begin alike. */
function sharedBeginning(all: readonly Step[], at: Surroundings): number {
  const [first] = all;
  const lengths = all.map(({ conditions }) => {
    const differs = conditions.findIndex(
      (condition, index) => identity(condition, at) !== identity(first?.conditions[index], at),
    );
    return differs < 0 ? conditions.length : differs;
  });
  return Math.min(...lengths);
}

function identity(condition: Condition | undefined, at: Surroundings): string | undefined {
  return condition && identityOf(condition, at);
}

function perform(writer: TemplateWriter, indent: number, { body, within }: Step, at: Surroundings): void {
  if (body === undefined) return;
  if (!('kind' in body)) return writer.line(indent, `{{- fail ${goArgument(sentence(body), at)} }}`);
  switch (body.kind) {
    case 'name':
      writer.line(indent, `{{- $${body.variable.name} := ${goExpression(body.value, at)} }}`);
      return steps(writer, indent, within, withName(body.variable, at));
    case 'unique':
      return lookUp(writer, indent, body, at, (inside) => steps(writer, indent, within, inside));
    case 'loop':
      return writer.loop(indent, body, at, (inside) => steps(writer, indent + STEP, within, inside));
    default:
      return impossible(body);
  }
}

/** Writes what looks a value up in its map and puts it there. */
function lookUp(
  writer: TemplateWriter,
  indent: number,
  { value, key, earlier, map }: Unique,
  at: Surroundings,
  body: (inside: Surroundings) => void,
): void {
  const [known, one, by] = [keyOf(map), value, key].map((expression) => goArgument(expression, at));
  writer.line(indent, `{{- $${earlier.name} := get ${String(known)} ${String(one)} }}`);
  writer.line(indent, `{{- $_ := set ${String(known)} ${String(one)} ${String(by)} }}`);
  body(withName(earlier, at));
}

function sentence({ path, reason }: ValidationRule) {
  if (!isExpr(path)) return expr({ op: 'literal', value: `${path} ${reason}`, shape: TEXT });
  return expr({ op: 'text', parts: [...partsOf(path), ` ${reason}`], shape: TEXT });
}

/** The parts of a string and of the strings within it, to be written as one. */
function partsOf(part: string | Expr<unknown>): readonly (string | Expr<unknown>)[] {
  if (!isExpr(part)) return [part];
  const node = part[NODE];
  return node.op === 'text' ? node.parts.flatMap(partsOf) : [part];
}
