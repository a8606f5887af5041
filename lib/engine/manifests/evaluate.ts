import type { IConstruct } from 'constructs';
import type { Json, JsonObject } from '../values/declaration';
import { InputError } from '../values/input-error';
import { isMap, scalarString, setOwn } from '../values/merge';
import { AuthorError, helperPart, inField, inPart } from '../values/author-error';
import type { ChartIdentity } from '../template/chart-metadata';
import { isListExpr, isOptionalZero, mayBeNumber } from '../template/expression';
import { call, isEmpty, sortedKeys } from '../template/functions';
import {
  isExpr,
  NODE,
  nodeOf,
  type Expr,
  type ExprNode,
  type Helper,
  type Lines,
  type Loop,
  type PathNode,
  type Tree,
  type Variable,
} from '../template/nodes';
import { scopeOf, type Scope } from '../template/scopes';
import { ancestors, type Unique } from '../template/stack-template';

/** What a release is rendered from: what Helm has at hand when it renders a chart. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** The user's values with the chart's defaults merged in. */
  readonly values: JsonObject;
  readonly chart: ChartIdentity;
  /**
   * What installs it.
   *
   * @default 'Helm'
   */
  readonly service?: string;
}

type FieldNode = ExprNode & { readonly op: 'field' };

/** A variable that has a value, and those around it: an iteration adds one and copies none. */
interface Binding {
  readonly variable: Variable;
  readonly value: Json;
  readonly outer: Binding | undefined;
}

/** What is the same in all evaluators of a release, once it is known. */
interface Known {
  readonly values: Map<Helper | FieldNode, Json | undefined>;
  /** The keys of maps that are looped over, in the order of the loop: within another loop that is often the same map. */
  readonly keys: WeakMap<JsonObject, readonly string[]>;
  /** Of values that are to be unique: in which iteration each was met last. */
  readonly met: Map<Unique, Map<string, Json>>;
}

/** A required value is empty. */
export class RequiredValueError extends InputError {}

/** Computes expressions and trees for one release: the plain rendering of what the chart writes down as templates. */
export class Evaluator {
  private constructor(
    private readonly release: Release,
    private readonly innermost: Binding | undefined,
    private readonly known: Known,
  ) {}

  static for(release: Release): Evaluator {
    return new Evaluator(release, undefined, { values: new Map(), keys: new WeakMap(), met: new Map() });
  }

  /** Whether a condition holds, by the rules of Go templates. */
  holds(condition: Expr<unknown>): boolean {
    return !isEmpty(this.value(condition));
  }

  /** The evaluators of a loop's iterations: one for each item of a list, or each entry of a map in the order of the keys. */
  *iterations(each: Loop): Generator<Evaluator> {
    const { key, item } = each.variables;
    const source = this.value(each.source);
    if (Array.isArray(source)) {
      for (const value of source as readonly Json[]) yield this.with(item, value);
    } else if (isMap(source)) {
      for (const name of this.keysOf(source)) {
        const iteration = this.with(item, source[name] as Json);
        yield key ? iteration.with(key, name) : iteration;
      }
    }
  }

  private keysOf(map: JsonObject): readonly string[] {
    const keys = this.known.keys.get(map) ?? sortedKeys(map);
    this.known.keys.set(map, keys);
    return keys;
  }

  /** The evaluators of what stands within scopes, the outermost first: none where a condition does not hold, several in a loop. */
  *withinAll([outermost, ...inner]: readonly IConstruct[]): Generator<Evaluator> {
    if (outermost === undefined) yield this;
    else for (const iteration of this.withinScope(scopeOf(outermost))) yield* iteration.withinAll(inner);
  }

  /** See {@link withinAll}. One after the other, since of thousands of iterations few have anything to keep. */
  *withinScope(scope: Scope | undefined): Generator<Evaluator> {
    switch (scope?.kind) {
      case undefined:
        yield this;
        return;
      case 'condition':
        if (this.holds(scope.condition)) yield this;
        return;
      case 'name':
        yield this.naming(scope);
        return;
      case 'loop':
        yield* this.iterations(scope);
    }
  }

  /** The evaluator of what stands where a value has a name. */
  naming({ variable, value }: { readonly variable: Variable; readonly value: Expr<unknown> }): Evaluator {
    return this.with(variable, this.value(value) ?? null);
  }

  /** The evaluator of a rule about a value that is to be unique, which knows the iteration before that has the value. */
  meeting(unique: Unique): Evaluator {
    const met = this.known.met.get(unique) ?? new Map<string, Json>();
    this.known.met.set(unique, met);
    const value = scalarString(this.value(unique.value));
    const earlier = met.get(value) ?? '';
    met.set(value, this.value(unique.key) ?? '');
    return this.with(unique.earlier, earlier);
  }

  private with(variable: Variable, value: Json): Evaluator {
    return new Evaluator(this.release, { variable, value, outer: this.innermost }, this.known);
  }

  private get outside(): Evaluator {
    return new Evaluator(this.release, undefined, this.known);
  }

  /** The value of an expression; `undefined` where it is absent. */
  value(expression: Expr<unknown>): Json | undefined {
    const node = expression[NODE];
    switch (node.op) {
      case 'literal':
        return node.value;
      case 'path':
        return this.path(node);
      case 'call':
        if (node.fn === 'and' || node.fn === 'or') return this.decided(node.args, node.fn === 'or');
        return call(
          node.fn,
          node.args.map((arg) => this.argument(arg)),
        );
      case 'text':
        return node.parts.map((part) => (isExpr(part) ? scalarString(this.value(part)) : part)).join('');
      case 'required': {
        const value = this.value(node.value);
        if (value === undefined || value === null || value === '') throw new RequiredValueError(node.message);
        return value;
      }
      case 'include':
        return this.helper(node.helper);
      case 'field':
        return this.once(node, () => this.field(node));
    }
  }

  /** The first argument that decides, or else the last: those after it are not computed, as in a template. */
  private decided(args: readonly Expr<unknown>[], decisive: boolean): Json {
    let value: Json = null;
    for (const arg of args) {
      value = this.argument(arg);
      if (isEmpty(value) !== decisive) return value;
    }
    return value;
  }

  /** A field of a resource, which is in no loop: there is one of it, or none. */
  private field({ key, resource }: FieldNode): Json | undefined {
    const [iteration] = this.outside.withinAll(ancestors(resource));
    return iteration?.tree(resource.manifest[key]);
  }

  /** The argument of a function: an absent quantity is an empty string, as `cat` makes of it in a template. */
  private argument(expression: Expr<unknown>): Json {
    return this.value(expression) ?? (mayBeNumber(expression[NODE]) ? '' : null);
  }

  private path(node: PathNode): Json | undefined {
    let value: Json | undefined = this.root(node);
    for (const key of node.keys) value = isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === null) value = undefined;
    // A quantity may be given as a number. It is a string wherever it is asked, printed or passed on alone, and "0" is not empty.
    if (typeof value === 'number' && node.shape.type === 'string') value = String(value);
    if (node.absent === undefined && value === undefined && node.root === 'Values')
      throw new AuthorError(`The stack has no value ${node.keys.join('.')}.`);
    if (node.absent === undefined || node.absent === 'omit') return value;
    // An empty string, list or map means absent; of numbers and booleans only an absent one is.
    const absent = typeof value === 'number' || typeof value === 'boolean' ? false : isEmpty(value);
    return absent ? node.absent.default : value;
  }

  private root({ root }: PathNode): Json | undefined {
    if (root === 'Values') return this.release.values;
    if (root === 'Release') {
      const { name, namespace, service = 'Helm' } = this.release;
      return { Name: name, Namespace: namespace, Service: service };
    }
    if (root === 'Chart') {
      const { name, version, appVersion, isRoot = true } = this.release.chart;
      return { Name: name, Version: version, AppVersion: appVersion, IsRoot: isRoot };
    }
    for (let binding = this.innermost; binding !== undefined; binding = binding.outer)
      if (binding.variable === root) return binding.value;
    throw new AuthorError(`The variable ${root.name} is used outside the loop or the scope that has it.`);
  }

  private helper(helper: Helper): Json | undefined {
    return this.once(helper, () => inPart(helperPart(helper), () => this.outside.bodyOf(helper)));
  }

  /** Helpers and fields of resources know only the release, so each is computed once. */
  private once(of: Helper | FieldNode, compute: () => Json | undefined): Json | undefined {
    const { values } = this.known;
    if (!values.has(of)) values.set(of, compute());
    return values.get(of);
  }

  private bodyOf(helper: Helper): Json | undefined {
    switch (helper.kind) {
      case 'condition':
        return this.holds(helper.body);
      case 'value':
      case 'map':
        return this.tree(helper.body);
    }
  }

  /**
   * What a tree comes to; `undefined` where nothing of it is there.
   *
   * @throws AuthorError when the tree is not right; it knows the field in the tree, and the helper
   */
  tree(tree: Tree): Json | undefined {
    const node = nodeOf(tree);
    switch (node.kind) {
      case 'absent':
        return undefined;
      case 'scalar':
        return node.value;
      case 'wrapped':
        throw new AuthorError('A wrapper of cdk8s was expected in the manifest of a resource only.');
      case 'expression':
        return this.expression(node.expression);
      case 'list':
        return this.list(node.items);
      case 'map':
        return this.map(node.entries);
      case 'when':
        return this.tree(this.holds(node.condition) ? node.then : node.otherwise);
      case 'each':
        return this.merged([...this.iterations(node)].map((iteration) => iteration.tree(node.body) as Tree));
      case 'merged':
        return this.merged(node.parts);
      case 'include':
        return this.helper(node.helper);
      case 'lines':
        return this.lines(node);
      case 'pair':
        return this.map({ [scalarString(this.value(node.key))]: node.value });
      case 'commented':
        return this.tree(node.tree);
      case 'neverEmpty': {
        const rendered = this.tree(node.tree);
        if (rendered === undefined)
          throw new AuthorError('Something that is never empty, by its author, is empty.');
        return rendered;
      }
    }
  }

  private expression(expression: Expr<unknown>): Json | undefined {
    const value = this.value(expression);
    if (isOptionalZero(expression)) return value ?? undefined;
    const mayBeLeftOut = value === null || isMap(value) || Array.isArray(value) || isOptional(expression);
    return mayBeLeftOut && isEmpty(value) ? undefined : value;
  }

  private map(tree: Readonly<Record<string, Tree>>): Json | undefined {
    const result: Record<string, Json> = {};
    for (const [key, value] of Object.entries(tree)) {
      const rendered = inField(key, () => this.tree(value));
      if (rendered !== undefined) setOwn(result, key, rendered);
    }
    return present(result, Object.keys(tree).length > 0);
  }

  private merged(parts: readonly Tree[]): Json | undefined {
    const result: Record<string, Json> = {};
    for (const part of parts) {
      const rendered = this.tree(part);
      // What a user takes away by `null` is nothing, also where another value would have stood in for it.
      if (rendered === undefined || rendered === null) continue;
      if (!isMap(rendered)) throw new AuthorError('Only maps can be merged.');
      for (const [key, value] of Object.entries(rendered)) {
        if (Object.hasOwn(result, key)) throw new AuthorError(`Two parts of a map set the key ${key}.`);
        setOwn(result, key, value);
      }
    }
    return present(result, true);
  }

  private list(tree: readonly Tree[]): Json | undefined {
    const result = tree.flatMap((item, index) => inField(index, () => this.items(item)));
    return result.length === 0 && tree.length > 0 ? undefined : result;
  }

  /** The items that one item of a list comes to: none, one or, of a loop, many. */
  private items(item: Tree): readonly Json[] {
    const node = nodeOf(item);
    switch (node.kind) {
      case 'when':
        return this.items(this.holds(node.condition) ? node.then : node.otherwise);
      case 'each':
        return [...this.iterations(node)].flatMap((iteration) => iteration.items(node.body));
      case 'list':
        return node.items.flatMap((inner) => this.items(inner));
      case 'commented':
        return this.items(node.tree);
      case 'expression':
        // A list of the user, in the midst of a list.
        if (isListExpr(node.expression))
          return (this.value(node.expression) as readonly Json[] | undefined) ?? [];
        return this.one(item);
      case 'absent':
      case 'scalar':
      case 'wrapped':
      case 'map':
      case 'pair':
      case 'merged':
      case 'include':
      case 'neverEmpty':
      case 'lines':
        return this.one(item);
    }
  }

  private one(item: Tree): readonly Json[] {
    const rendered = this.tree(item);
    return rendered === undefined ? [] : [rendered];
  }

  private lines(tree: Lines<unknown>): string {
    return this.eachLine(tree)
      .map((line) => `${line}\n`)
      .join('');
  }

  private eachLine(line: Tree): readonly string[] {
    const node = nodeOf(line);
    switch (node.kind) {
      case 'absent':
        return [];
      case 'lines':
        return node.lines.flatMap((inner) => this.eachLine(inner));
      case 'when':
        return this.eachLine(this.holds(node.condition) ? node.then : node.otherwise);
      case 'each':
        return [...this.iterations(node)].flatMap((iteration) => iteration.eachLine(node.body));
      case 'expression':
        return [scalarString(this.value(node.expression))];
      case 'scalar':
        return [scalarString(node.value)];
      case 'wrapped':
      case 'list':
      case 'map':
      case 'pair':
      case 'merged':
      case 'include':
      case 'neverEmpty':
      case 'commented':
        throw new AuthorError('A line was expected.');
    }
  }
}

function present(map: Record<string, Json>, mayBeLeftOut: boolean): Json | undefined {
  return mayBeLeftOut && Object.keys(map).length === 0 ? undefined : map;
}

function isOptional(expression: Expr<unknown>): boolean {
  const node = expression[NODE];
  return node.op === 'path' && node.absent === 'omit';
}
