import { Construct, type IConstruct } from 'constructs';
import type { Fields, Section } from '../values/collections';
import type { Declaration } from '../values/declaration';
import { AuthorError } from '../values/author-error';
import { AuthorLine } from '../values/author-line';
import { BOOLEAN, expr, references, SAFE_STRING, type Expr, type Ref } from './expression';
import type { ChartMetadata } from './chart-metadata';
import {
  Include,
  Variable,
  type Condition,
  type Helper,
  type Lines,
  type MapHelper,
  type ScalarHelper,
  type Tree,
} from './nodes';
import { and } from './operators';
import { CHART_NAME, Resource } from './resource';
import { keyOf, lines } from './tree';

/** A rule that values must keep: rendering fails with the sentence when the condition holds. */
export interface ValidationRule {
  readonly when: Condition;
  /** The value that the sentence is about, such as `config.jwtSecret`. */
  readonly path: string | Expr<string>;
  /** What is wrong and what would be right, to follow the path. */
  readonly reason: string;
  /** The scopes around it: it is asked in each iteration of a loop and while their conditions hold. */
  readonly scopes: readonly IConstruct[];
  /** The value that is to be unique, where the rule is about two iterations of loops. @default - it is about one */
  readonly unique?: Unique;
  /** Where its author wrote it. */
  readonly written?: AuthorLine;
}

/** A value that only one iteration of loops may have. Each is looked up among those before, so that a thousand take a thousand steps. */
export interface Unique {
  readonly kind: 'unique';
  readonly value: Expr<string>;
  /** What tells the iteration from others, such as its key: a string that is never empty. */
  readonly key: Expr<string>;
  /** The key of the iteration before that has the value; an empty string where none has. */
  readonly earlier: Variable;
  /** What a template calls the map of values with their keys. */
  readonly map: Variable;
}

/** A kind that the cluster may lack, and the value that asks for it: the README of the chart lists them. */
export interface Requirement {
  /** The boolean that asks for it, such as `httpRoute.enabled`. */
  readonly path: string | Expr<string>;
  readonly apiVersion: string;
  readonly kind: string;
  /** What to do in a cluster that lacks it, other than to set the value to false. */
  readonly remedy: string;
}

/**
 * What a stack's deployment looks like for any values: a tree of constructs whose resources hold expressions.
 *
 * It is built once. A `Release` computes it for an environment's values; a Helm chart is written from it. Since neither
 * builds it again, nothing a construct does can be in one of the two renderings and not in the other.
 */
export abstract class StackTemplate extends Construct {
  /** The template that a construct is part of. */
  static of(construct: IConstruct): StackTemplate {
    const { root } = construct.node;
    if (!(root instanceof StackTemplate))
      throw new AuthorError(`${construct.node.path} is not part of a stack template.`);
    return root;
  }

  /** What a cluster operator reads after `helm install`. */
  abstract readonly notes: Lines<string>;

  private readonly named = new Map<string, Helper>();
  private readonly rules: ValidationRule[] = [];
  private readonly allRequirements: Requirement[] = [];
  private readonly allWarnings: Lines<string>[] = [];

  protected constructor(
    readonly chart: ChartMetadata,
    private declared: Section<Fields>,
  ) {
    // The root of a tree, for which constructs has had a class of its own only since 10.4.
    super(undefined as never, '');
    this.node.setContext(CHART_NAME, chart.name);
  }

  /** What the templates of its chart are said to be made from, for whoever wants to change one of them. */
  get source(): string {
    return `the stack ${this.chart.name}`;
  }

  /** The declaration of the user's values. */
  get declaration(): Section<Fields> {
    return this.declared;
  }

  /**
   * Changes the declaration of a value in what is known only once the stack is built, such as the keys of a map that the stack
   * itself sets. What a template makes of the value must stay the same.
   *
   * @param path of the value: `['config', 'extraEnv']`
   */
  redeclare(path: readonly string[], change: (value: Declaration<unknown>) => Declaration<unknown>): void {
    this.declared = redeclared(this.declared, path, change) as Section<Fields>;
  }

  /** The resources, in the order in which they were made. */
  get resources(): readonly Resource[] {
    return this.node.findAll().filter((construct): construct is Resource => construct instanceof Resource);
  }

  /** All that has a name of its own, in the order in which it was made. */
  get helpers(): readonly Helper[] {
    return [...this.named.values()];
  }

  /** The validation rules, in the order in which they were added. */
  get validationRules(): readonly ValidationRule[] {
    return this.rules;
  }

  /**
   * Warnings about values that are accepted but may not do what the user expects, as they were added, one a line. The notes of the chart
   * end with them.
   */
  get warnings(): readonly Lines<string>[] {
    return this.allWarnings;
  }

  /** Adds warnings, each a line of its own. */
  addWarnings(...warnings: Lines<string>['lines']): void {
    if (warnings.length > 0) this.allWarnings.push(lines(...warnings));
  }

  /** Rejects releases for which all of the conditions hold. */
  addValidation(path: string, reason: string, ...conditions: readonly Condition[]): void {
    this.addValidationWithin(this, path, reason, ...conditions);
  }

  /** Rejects releases for which all of the conditions hold where the resources of a scope are there: in a loop, in any iteration. */
  addValidationWithin(
    scope: IConstruct,
    path: string | Expr<string>,
    reason: string,
    ...conditions: readonly Condition[]
  ): void {
    const written = new AuthorLine();
    this.rules.push({ path, reason, when: and(...conditions), scopes: scope.node.scopes, written });
  }

  /**
   * Rejects releases in which two iterations of the loops around a scope have one value, such as two services with one name.
   *
   * @param unique the value and the key of an iteration; `name` is what the template calls the map of all of them, such as `names`
   * @param path of the value, for the key of the earlier iteration that has it
   */
  addUniqueWithin(
    scope: IConstruct,
    { name, value, key }: { readonly name: string; readonly value: Expr<string>; readonly key: Expr<string> },
    path: (earlier: Expr<string>) => string | Expr<string>,
    reason: string,
  ): void {
    const unique: Unique = {
      kind: 'unique',
      value,
      key,
      earlier: new Variable('earlier'),
      map: new Variable(name),
    };
    const when = keyOf(unique.earlier);
    const written = new AuthorLine();
    this.rules.push({ path: path(when), reason, when, scopes: scope.node.scopes, unique, written });
  }

  /** What the cluster needs for some values, in the order in which it was added. */
  get requirements(): readonly Requirement[] {
    return this.allRequirements;
  }

  /** Says what the cluster needs for a value. That it is rejected without is for a validation rule. */
  addRequirement(requirement: Requirement): void {
    this.allRequirements.push(requirement);
  }

  /** Gives a string a name; it is computed in one place and used in many. */
  namedString(name: string, comment: string, body: Tree): Expr<string> {
    return this.include({ kind: 'value', name, comment, body, shape: SAFE_STRING });
  }

  /** Gives a number a name. */
  namedInteger(name: string, comment: string, body: Tree): Expr<number> {
    return this.include({ kind: 'value', name, comment, body, shape: { type: 'integer', maximum: 0 } });
  }

  /** Gives a condition a name. */
  namedCondition(name: string, comment: string, body: Condition): Condition {
    return this.include({ kind: 'condition', name, comment, body, shape: BOOLEAN });
  }

  /** Gives part of an object, such as the labels, a name. */
  namedMap(name: string, comment: string, body: Tree): Include<Record<string, string>> {
    return new Include(this.add<MapHelper>({ kind: 'map', name, comment, body }));
  }

  private include<T>(given: ScalarHelper): Expr<T> {
    const helper = this.add(given);
    return expr({ op: 'include', helper, shape: helper.shape });
  }

  private add<H extends Helper>(given: H): H {
    if (this.named.has(given.name))
      throw new AuthorError(`Two helpers of ${this.chart.name} are named ${given.name}.`);
    const helper = { ...given, written: new AuthorLine() };
    this.named.set(helper.name, helper);
    return helper;
  }
}

/** A stack template whose code reads its values by name: `this.values.service.port`. */
export abstract class TypedStackTemplate<F extends Fields> extends StackTemplate {
  override get declaration(): Section<F> {
    return super.declaration as Section<F>;
  }

  /** References to the user's values. */
  readonly values: Ref<Section<F>>;

  protected constructor(chart: ChartMetadata, declaration: Section<F>) {
    super(chart, declaration);
    this.values = references(declaration);
  }
}

function redeclared(
  declaration: Declaration<unknown>,
  [key, ...rest]: readonly string[],
  change: (value: Declaration<unknown>) => Declaration<unknown>,
): Declaration<unknown> {
  if (key === undefined) return change(declaration);
  const { shape } = declaration;
  const field = shape.type === 'section' ? shape.fields[key] : undefined;
  if (shape.type !== 'section' || field === undefined) throw new AuthorError(`There is no value ${key}.`);
  const fields = { ...shape.fields, [key]: redeclared(field, rest, change) };
  return { ...declaration, shape: { ...shape, fields } };
}

/** The constructs between the template and a construct, the outermost first. */
export function ancestors(construct: Construct): readonly IConstruct[] {
  return construct.node.scopes.slice(0, -1);
}
