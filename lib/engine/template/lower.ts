import type { Json } from '../values/declaration';
import { isExpr, isListExpr, literal, NODE, type Expr } from './expression';
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
} from './tree';

/** Turns the typed props of one of cdk8s's generated classes into a manifest in the words of the Kubernetes API. */
export type ToManifest = (props: never) => unknown;

type Path = readonly (string | number)[];

/**
 * Brings a tree in the words of cdk8s's generated classes (`clusterIp`) into the words of the Kubernetes API (`clusterIP`).
 *
 * Those classes only know values, not expressions and decisions. So they are shown a sample in which each decision is
 * taken and each loop goes round once; the tree is then rebuilt with the names that they give, decisions in place.
 *
 * @throws Error naming the path, when the class does not know a property: it would drop it without a word
 */
export function lower(toManifest: ToManifest, tree: Tree): Tree {
  const otherwise = new Set<When<unknown>>();
  const manifest = (): Json => toManifest(sample(tree) as never) as Json;
  return rebuild(tree, manifest(), []);

  function sample(node: Tree): unknown {
    if (isExpr(node)) return sampleOfExpr(node);
    if (node instanceof When) return sample(branch(node));
    if (node instanceof Each) return sample(node.body);
    if (node instanceof Merged) return Object.assign({}, ...node.parts.map(sample));
    if (node instanceof Include) return sample(node.helper.body);
    if (node instanceof NeverEmpty) return sample(node.tree);
    // As any text that is known only later: also where cdk8s wants one of its wrappers.
    if (node instanceof Lines) return literal('text');
    if (node instanceof Pair) return {};
    if (isTreeList(node)) return node.flatMap(sampleItems);
    if (isTreeMap(node))
      return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, sample(value)]));
    return node;
  }

  function sampleItems(item: Tree): readonly unknown[] {
    return itemTrees(item).map(sample);
  }

  function branch(node: When<unknown>): Tree {
    return otherwise.has(node) ? node.otherwise : node.then;
  }

  function rebuild(node: Tree, lowered: Json | undefined, path: Path): Tree {
    if (isExpr(node) || node instanceof Lines || node instanceof Include || node instanceof Pair) return node;
    if (node instanceof NeverEmpty) return new NeverEmpty(rebuild(node.tree, lowered, path));
    if (node instanceof Merged) return new Merged(node.parts.map((part) => rebuild(part, lowered, path)));
    if (node instanceof Each) return new Each(node.source, node.variables, rebuild(node.body, lowered, path));
    if (node instanceof When) {
      const then = rebuild(node.then, lowered, path);
      if (node.otherwise === undefined) return new When(node.condition, then);
      otherwise.add(node);
      const other = rebuild(node.otherwise, follow(manifest(), path), path);
      otherwise.delete(node);
      return new When(node.condition, then, other);
    }
    if (isTreeList(node)) return rebuildList(node, lowered, path);
    if (isTreeMap(node)) {
      const entries = Object.entries(node).filter(([, value]) => value !== undefined);
      return Object.fromEntries(entries.map(([key, value]) => rebuildProperty(key, value, lowered, path)));
    }
    // A wrapper of cdk8s, such as Quantity or IntOrString, has become what it wraps; all else is as it was.
    return lowered;
  }

  function rebuildProperty(key: string, value: Tree, lowered: Json | undefined, path: Path): [string, Tree] {
    const name = nameOf(key, lowered);
    if (name === undefined)
      throw new Error(`${[...path, key].join('.')} is not a property that cdk8s knows there.`);
    const inner = (lowered as Record<string, Json>)[name];
    return [name, rebuild(value, inner, [...path, name])];
  }

  /** Each item of a list, as often as it stands in the sample: a decision between two items stands there twice. */
  function rebuildList(items: readonly Tree[], lowered: Json | undefined, path: Path): Tree {
    let index = 0;
    const next = (item: Tree): Tree => {
      if (item instanceof When) {
        const then = next(item.then);
        return item.otherwise === undefined
          ? new When(item.condition, then)
          : new When(item.condition, then, next(item.otherwise));
      }
      if (item instanceof Each) return new Each(item.source, item.variables, next(item.body));
      if (isTreeList(item)) return item.map(next);
      if (isListExpr(item)) return item;
      const rebuilt = rebuild(item, (lowered as readonly Json[])[index], [...path, index]);
      index += 1;
      return rebuilt;
    };
    return items.filter((item) => item !== undefined).map(next);
  }
}

/** The trees that one item of a list stands for: both sides of a decision, the body of a loop. */
function itemTrees(item: Tree): readonly Tree[] {
  if (item instanceof When) return [...itemTrees(item.then), ...itemTrees(item.otherwise)];
  if (item instanceof Each) return itemTrees(item.body);
  if (isTreeList(item)) return item.flatMap(itemTrees);
  return item === undefined || isListExpr(item) ? [] : [item];
}

function sampleOfExpr(expression: Expr<unknown>): unknown {
  switch (expression[NODE].shape.type) {
    case 'list':
      return [];
    case 'map':
    case 'section':
    case 'object':
      return {};
    default:
      return expression;
  }
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
