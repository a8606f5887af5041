import type { Json } from '../values/declaration';
import { AuthorError, inField } from '../values/author-error';
import { isCollection, isListExpr, literal } from './expression';
import { Commented, Each, Merged, NeverEmpty, NODE, nodeOf, When, type Expr, type Tree } from './nodes';

/** Turns the typed props of one of cdk8s's generated classes into a manifest in the words of the Kubernetes API. */
export type ToManifest = (props: never) => unknown;

type Path = readonly (string | number)[];

/**
 * Brings a tree in the words of cdk8s's generated classes (`clusterIp`) into the words of the Kubernetes API (`clusterIP`).
 *
 * Those classes only know values, not expressions and decisions. So they are shown a sample in which each decision is
 * taken and each loop has one iteration; the tree is then rebuilt with the names that they give, decisions in place.
 *
 * @throws AuthorError naming the path, when the class does not know a property: it would drop it without a word
 */
export function lower(toManifest: ToManifest, tree: Tree): Tree {
  const otherwise = new Set<When<unknown>>();
  const manifest = (): Json => {
    const quoteForMessage = sample(tree) as never;
    try {
      return toManifest(quoteForMessage) as Json;
    } catch (error) {
      throw new AuthorError((error as Error).message, undefined, { cause: error });
    }
  };
  return rebuild(tree, manifest(), []);

  function sample(tree: Tree): unknown {
    const node = nodeOf(tree);
    switch (node.kind) {
      case 'absent':
        return undefined;
      case 'scalar':
      case 'wrapped':
        return node.value;
      case 'expression':
        return sampleOfExpr(node.expression);
      // As any string that is known only later: also where cdk8s wants one of its wrappers.
      case 'lines':
        return literal('text');
      case 'list':
        return node.items.flatMap(sampleItems);
      case 'map':
        return Object.fromEntries(Object.entries(node.entries).map(([key, value]) => [key, sample(value)]));
      case 'pair':
        return {};
      case 'merged':
        return Object.assign({}, ...node.parts.map(sample));
      case 'include':
        return sample(node.helper.body);
      case 'neverEmpty':
      case 'commented':
        return sample(node.tree);
      case 'when':
        return sample(branch(node));
      case 'each':
        return sample(node.body);
    }
  }

  function sampleItems(item: Tree): readonly unknown[] {
    return itemTrees(item).map(sample);
  }

  function branch(node: When<unknown>): Tree {
    return otherwise.has(node) ? node.otherwise : node.then;
  }

  function rebuild(tree: Tree, lowered: Json | undefined, path: Path): Tree {
    const node = nodeOf(tree);
    switch (node.kind) {
      // A wrapper of cdk8s, such as Quantity or IntOrString, has become what it wraps.
      case 'wrapped':
      case 'absent':
      case 'scalar':
        return lowered;
      case 'expression':
      case 'lines':
      case 'include':
      case 'pair':
        return tree;
      case 'list':
        return rebuildList(node.items, lowered, path);
      case 'map':
        return rebuildMap(node.entries, lowered, path);
      case 'merged':
        return new Merged(node.parts.map((part) => rebuild(part, lowered, path)));
      case 'neverEmpty':
        return new NeverEmpty(rebuild(node.tree, lowered, path));
      case 'commented':
        return new Commented(node.comment, rebuild(node.tree, lowered, path));
      case 'each':
        return new Each(node.source, node.variables, rebuild(node.body, lowered, path));
      case 'when':
        return rebuildWhen(node, lowered, path);
    }
  }

  function rebuildWhen(node: When<unknown>, lowered: Json | undefined, path: Path): Tree {
    const then = rebuild(node.then, lowered, path);
    if (node.otherwise === undefined) return new When(node.condition, then);
    otherwise.add(node);
    const other = rebuild(node.otherwise, follow(manifest(), path), path);
    otherwise.delete(node);
    return new When(node.condition, then, other);
  }

  function rebuildMap(entries: Readonly<Record<string, Tree>>, lowered: Json | undefined, path: Path): Tree {
    const present = Object.entries(entries).filter(([, value]) => value !== undefined);
    return Object.fromEntries(
      present.map(([key, value]) => inField(key, () => rebuildProperty(key, value, lowered, path))),
    );
  }

  function rebuildProperty(key: string, value: Tree, lowered: Json | undefined, path: Path): [string, Tree] {
    const name = nameOf(key, lowered);
    if (name === undefined) throw new AuthorError('It is not a property that cdk8s knows there.');
    const inner = (lowered as Record<string, Json>)[name];
    return [name, rebuild(value, inner, [...path, name])];
  }

  /** Each item of a list, as often as it stands in the sample: a decision between two items stands there twice. */
  function rebuildList(items: readonly Tree[], lowered: Json | undefined, path: Path): Tree {
    let index = 0;
    const next = (item: Tree): Tree => {
      const node = nodeOf(item);
      switch (node.kind) {
        case 'when': {
          const then = next(node.then);
          return node.otherwise === undefined
            ? new When(node.condition, then)
            : new When(node.condition, then, next(node.otherwise));
        }
        case 'each':
          return new Each(node.source, node.variables, next(node.body));
        case 'commented':
          return new Commented(node.comment, next(node.tree));
        case 'list':
          return node.items.map(next);
        case 'expression':
          return isListExpr(node.expression) ? item : one(item);
        case 'absent':
        case 'scalar':
        case 'wrapped':
        case 'map':
        case 'pair':
        case 'merged':
        case 'include':
        case 'neverEmpty':
        case 'lines':
          return one(item);
      }
    };
    const one = (item: Tree): Tree => {
      const rebuilt = rebuild(item, (lowered as readonly Json[])[index], [...path, index]);
      index += 1;
      return rebuilt;
    };
    return items.filter((item) => item !== undefined).map((item, at) => inField(at, () => next(item)));
  }
}

/** The trees that one item of a list stands for: both sides of a decision, the body of a loop. */
function itemTrees(item: Tree): readonly Tree[] {
  const node = nodeOf(item);
  switch (node.kind) {
    case 'absent':
      return [];
    case 'when':
      return [...itemTrees(node.then), ...itemTrees(node.otherwise)];
    case 'each':
      return itemTrees(node.body);
    case 'commented':
      return itemTrees(node.tree);
    case 'list':
      return node.items.flatMap(itemTrees);
    case 'expression':
      return isListExpr(node.expression) ? [] : [item];
    case 'scalar':
    case 'wrapped':
    case 'map':
    case 'pair':
    case 'merged':
    case 'include':
    case 'neverEmpty':
    case 'lines':
      return [item];
  }
}

function sampleOfExpr(expression: Expr<unknown>): unknown {
  const { shape } = expression[NODE];
  if (!isCollection(shape)) return expression;
  return shape.type === 'list' ? [] : {};
}

/** The name of a property in the words of the Kubernetes API: cdk8s changes capitals and drops signs, nothing else. */
function nameOf(key: string, lowered: Json | undefined): string | undefined {
  if (typeof lowered !== 'object' || lowered === null) return undefined;
  if (Object.hasOwn(lowered, key)) return key;
  const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return Object.keys(lowered).find((name) => plain(name) === plain(key));
}

function follow(manifest: Json, path: Path): Json | undefined {
  let at: Json | undefined = manifest;
  for (const step of path) at = (at as Record<string | number, Json> | undefined)?.[step];
  return at;
}
