import type { Json, JsonObject } from '../values/declaration';
import { isMap, scalarText, setOwn } from '../values/merge';
import { isExpr, isListExpr, NODE, type Expr, type PathNode, type Variable } from '../template/expression';
import { call, isEmpty, sortedKeys } from '../template/functions';
import type { Helper } from '../template/helper';
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

/** What a release is rendered from: what Helm has at hand when it renders a chart. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** The user's values with the chart's defaults merged in. */
  readonly values: JsonObject;
  readonly chart: ChartIdentity;
}

/** What templates may know of their chart. */
export interface ChartIdentity {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
}

/** A required value is empty. */
export class RequiredValueError extends Error {}

/** Computes expressions and trees for one release: the plain rendering of what the chart writes down as templates. */
export class Evaluator {
  private constructor(
    private readonly release: Release,
    private readonly variables: ReadonlyMap<Variable, Json>,
    private readonly helpers: Map<Helper, Json | undefined>,
  ) {}

  static for(release: Release): Evaluator {
    return new Evaluator(release, new Map(), new Map());
  }

  /** Whether a condition holds, by the rules of Go templates. */
  holds(condition: Expr<unknown>): boolean {
    return !isEmpty(this.value(condition));
  }

  /** The evaluators of a loop's rounds: one for each item of a list, or each entry of a map in the order of the keys. */
  *rounds(each: Pick<Each<unknown>, 'source' | 'variables'>): Generator<Evaluator> {
    const { key, item } = each.variables;
    const source = this.value(each.source);
    if (Array.isArray(source)) {
      for (const value of source as readonly Json[]) yield this.within([[item, value]]);
    } else if (isMap(source)) {
      for (const name of sortedKeys(source)) {
        const bindings: [Variable, Json][] = [[item, source[name] as Json]];
        if (key) bindings.push([key, name]);
        yield this.within(bindings);
      }
    }
  }

  /** The evaluator of what stands where a value has a name. */
  naming({ variable, value }: { readonly variable: Variable; readonly value: Expr<unknown> }): Evaluator {
    return this.within([[variable, this.value(value) ?? null]]);
  }

  private within(bindings: readonly (readonly [Variable, Json])[]): Evaluator {
    return new Evaluator(this.release, new Map([...this.variables, ...bindings]), this.helpers);
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
        return call(
          node.fn,
          node.args.map((arg) => this.value(arg) ?? null),
        );
      case 'text':
        return node.parts.map((part) => (isExpr(part) ? scalarText(this.value(part)) : part)).join('');
      case 'required': {
        const value = this.value(node.value);
        if (value === undefined || value === null || value === '') throw new RequiredValueError(node.message);
        return value;
      }
      case 'include':
        return this.helper(node.helper);
    }
  }

  private path(node: PathNode): Json | undefined {
    let value: Json | undefined = this.root(node);
    for (const key of node.keys) value = isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (value === null) value = undefined;
    // A quantity may be given as a number; where it stands alone a template writes it in quotes.
    if (typeof value === 'number' && node.shape.type === 'string') value = String(value);
    if (node.absent === undefined || node.absent === 'omit') return value;
    // An empty text, list or map means absent; of numbers and flags only an absent one is.
    const absent = typeof value === 'number' || typeof value === 'boolean' ? false : isEmpty(value);
    return absent ? node.absent.default : value;
  }

  private root({ root }: PathNode): Json | undefined {
    if (root === 'Values') return this.release.values;
    if (root === 'Release') return { Name: this.release.name, Namespace: this.release.namespace };
    if (root === 'Chart') {
      const { name, version, appVersion } = this.release.chart;
      return { Name: name, Version: version, AppVersion: appVersion };
    }
    return this.variables.get(root);
  }

  /** Helpers know only the release, so each is computed once. */
  private helper(helper: Helper): Json | undefined {
    if (!this.helpers.has(helper)) {
      const outside = new Evaluator(this.release, new Map(), this.helpers);
      const body = helper.kind === 'condition' ? outside.holds(helper.body) : outside.tree(helper.body);
      this.helpers.set(helper, body);
    }
    return this.helpers.get(helper);
  }

  /** What a tree comes to; `undefined` where nothing of it is there. */
  tree(tree: Tree): Json | undefined {
    if (isExpr(tree)) {
      const value = this.value(tree);
      const mayBeLeftOut = isMap(value) || Array.isArray(value) || isOptional(tree);
      return mayBeLeftOut && isEmpty(value) ? undefined : value;
    }
    if (tree instanceof When) {
      return this.holds(tree.condition) ? this.tree(tree.then) : this.tree(tree.otherwise);
    }
    if (tree instanceof Include) return this.helper(tree.helper);
    if (tree instanceof NeverEmpty) {
      const rendered = this.tree(tree.tree);
      if (rendered === undefined) throw new Error('Something that is never empty, by its author, is empty.');
      return rendered;
    }
    if (tree instanceof Lines) return this.lines(tree);
    if (tree instanceof Merged) return this.merged(tree.parts);
    if (tree instanceof Each)
      return this.merged([...this.rounds(tree)].map((round) => round.tree(tree.body) as Tree));
    if (tree instanceof Pair) return this.map({ [scalarText(this.value(tree.key))]: tree.value });
    if (isTreeList(tree)) return this.list(tree);
    if (isTreeMap(tree)) return this.map(tree);
    return tree as Json | undefined;
  }

  private map(tree: Readonly<Record<string, Tree>>): Json | undefined {
    const result: Record<string, Json> = {};
    for (const [key, value] of Object.entries(tree)) {
      const rendered = this.tree(value);
      if (rendered !== undefined) setOwn(result, key, rendered);
    }
    return present(result, Object.keys(tree).length > 0);
  }

  private merged(parts: readonly Tree[]): Json | undefined {
    const result: Record<string, Json> = {};
    for (const part of parts) {
      const rendered = this.tree(part);
      if (rendered === undefined) continue;
      if (!isMap(rendered)) throw new Error('Only maps can be merged.');
      for (const [key, value] of Object.entries(rendered)) {
        if (Object.hasOwn(result, key)) throw new Error(`Two parts of a map set the key ${key}.`);
        setOwn(result, key, value);
      }
    }
    return present(result, true);
  }

  private list(tree: readonly Tree[]): Json | undefined {
    const result = tree.flatMap((item) => this.items(item));
    return result.length === 0 && tree.length > 0 ? undefined : result;
  }

  /** The items that one item of a list comes to: none, one or, of a loop, many. */
  private items(item: Tree): readonly Json[] {
    if (item instanceof Each) return [...this.rounds(item)].flatMap((round) => round.items(item.body));
    if (item instanceof When) {
      return this.holds(item.condition) ? this.items(item.then) : this.items(item.otherwise);
    }
    if (isTreeList(item)) return item.flatMap((inner) => this.items(inner));
    // A list of the user, in the midst of a list.
    if (isListExpr(item)) return (this.value(item) ?? []) as readonly Json[];
    const rendered = this.tree(item);
    return rendered === undefined ? [] : [rendered];
  }

  private lines(tree: Lines<unknown>): string {
    return [...this.eachLine(tree)].map((line) => `${line}\n`).join('');
  }

  private *eachLine(line: Tree): Generator<string> {
    if (line instanceof Lines) for (const inner of line.lines) yield* this.eachLine(inner);
    else if (line instanceof When)
      yield* this.eachLine(this.holds(line.condition) ? line.then : line.otherwise);
    else if (line instanceof Each) for (const round of this.rounds(line)) yield* round.eachLine(line.body);
    else if (isExpr(line)) yield scalarText(this.value(line));
    else if (typeof line === 'string') yield line;
  }
}

function present(map: Record<string, Json>, mayBeLeftOut: boolean): Json | undefined {
  return mayBeLeftOut && Object.keys(map).length === 0 ? undefined : map;
}

function isOptional(expression: Expr<unknown>): boolean {
  const node = expression[NODE];
  return node.op === 'path' && node.absent === 'omit';
}
