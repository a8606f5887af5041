import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Scalar,
  visit,
  type Alias,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';
import { resolvePlain, type GoScalar } from './go-scalar';
import { startOf } from './node-place';
import { YamlProblem } from './yaml-error';

/** What a document comes to: what JSON can say. */
export type YamlValue =
  null | boolean | number | string | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** A map while it is decoded: its keys, with the type that Go has them in, and their values. */
type Entries = Map<string, { readonly type: string; readonly value: YamlValue }>;

/**
 * The value of a document, as Go's reader decodes it (go.yaml.in/yaml/v2, decode.go; sigs.k8s.io/yaml, for what becomes of keys).
 *
 * @throws YamlProblem for what it rejects, and for what it reads in one of several ways or as something else than is written
 */
export function decode(document: Document.Parsed): YamlValue {
  return new Decoder(document).value(document.contents);
}

class Decoder {
  private readonly targets: ReadonlyMap<Alias, Node>;
  /** The aliases within which the present node is. */
  private readonly open = new Set<Alias>();
  private decoded = 0;
  private decodedByAlias = 0;

  constructor(document: Document.Parsed) {
    this.targets = targetsIn(document);
  }

  value(node: unknown): YamlValue {
    this.count(node);
    if (isAlias(node)) return this.within(node, (target) => this.value(target));
    if (isMap(node)) return this.map(node);
    if (isSeq(node)) return node.items.map((item) => this.value(item));
    return isScalar(node) ? jsonOf(node) : null;
  }

  private map(node: YAMLMap): YamlValue {
    const entries: Entries = new Map();
    this.decodeInto(entries, node);
    return Object.fromEntries([...entries].map(([key, { value }]) => [key, value]));
  }

  /** Puts the keys of a map over those that are there: in Go a merge does so too, where other readers let the map's own keys win. */
  private decodeInto(entries: Entries, node: YAMLMap): void {
    const own = new Set<string>();
    for (const { key, value } of node.items) {
      if (isMerge(key)) this.merge(entries, value);
      else {
        this.count(key);
        const { type, name } = keyOf(key);
        // The last one wins, unless they are of two types: then any does.
        if (own.has(name) || (entries.get(name)?.type ?? type) !== type)
          throw new YamlProblem(
            `the key "${name}" for the second time`,
            'remove one of the two',
            startOf(key),
          );
        own.add(name);
        entries.set(name, { type, value: this.value(value) });
      }
    }
  }

  /** Of several maps the first one wins. */
  private merge(entries: Entries, node: unknown): void {
    for (const part of isSeq(node) ? [...node.items].reverse() : [node]) {
      this.count(part);
      if (isAlias(part)) this.within(part, (target) => this.mergeMap(entries, target));
      else this.mergeMap(entries, part);
    }
  }

  private mergeMap(entries: Entries, node: unknown): void {
    if (!isMap(node)) throw new YamlProblem('<< with something other than maps', 'give a map', startOf(node));
    this.decodeInto(entries, node);
  }

  private within<T>(alias: Alias, decodeTarget: (target: Node | undefined) => T): T {
    if (this.open.has(alias))
      throw new YamlProblem(
        `*${alias.source} within &${alias.source}`,
        'write the value out',
        startOf(alias),
      );
    this.open.add(alias);
    const result = decodeTarget(this.targets.get(alias));
    this.open.delete(alias);
    return result;
  }

  /** Counts what is decoded, and how much of it by aliases: a small text may stand for gigabytes. */
  private count(node: unknown): void {
    this.decoded += 1;
    if (this.open.size === 0) return;
    this.decodedByAlias += 1;
    const few = this.decodedByAlias <= 100 || this.decoded <= 1000;
    if (!few && this.decodedByAlias / this.decoded > allowedByAlias(this.decoded))
      throw new YamlProblem(
        'aliases of aliases that stand for too much',
        'write the values out',
        startOf(node),
      );
  }
}

/** How much of what is decoded may be so by aliases (decode.go, allowedAliasRatio). */
function allowedByAlias(decoded: number): number {
  const [low, high] = [400_000, 4_000_000];
  return 0.99 - 0.89 * Math.min(1, Math.max(0, (decoded - low) / (high - low)));
}

/** What each alias stands for: the last node before it that has its name. */
function targetsIn(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
        return;
      }
      const target = anchors.get(node.source);
      if (target === undefined)
        throw new YamlProblem(
          `*${node.source} and no &${node.source} before it`,
          'add the anchor, or put a text in quotes',
          startOf(node),
        );
      targets.set(node, target);
    },
  });
  return targets;
}

function isMerge(key: unknown): boolean {
  return isScalar(key) && isPlain(key) && key.value === '<<';
}

function isPlain({ type, tag }: Scalar): boolean {
  return type === Scalar.PLAIN && tag === undefined;
}

function resolve(node: Scalar): GoScalar {
  const text = String(node.value);
  return isPlain(node) ? resolvePlain(text) : text;
}

function jsonOf(node: Scalar): YamlValue {
  const scalar = resolve(node);
  if (typeof scalar === 'bigint') return Number(scalar);
  // Helm prints it with its sign.
  if (Object.is(scalar, -0))
    throw new YamlProblem('zero with a sign, such as -0.0,', 'write 0', startOf(node));
  if (typeof scalar === 'number' && !Number.isFinite(scalar))
    throw new YamlProblem(
      `${String(node.value)}, which is no number in JSON,`,
      'put it in quotes if it is a string',
      startOf(node),
    );
  return scalar;
}

// Go prints a fraction as a float of 32 bits, such as 1e+06: so much of one stays as it is written.
const KEPT_FRACTION = /^-?(0|[1-9][0-9]*)\.(?!000)[0-9]*[1-9]$/;
const KEPT_DIGITS = 6;

function keyOf(key: unknown): { readonly type: string; readonly name: string } {
  const scalar = isScalar(key) ? resolve(key) : null;
  const source = isScalar(key) ? String(key.value) : '';
  if (scalar === null)
    throw new YamlProblem('a key that is no string', 'put it in quotes if it is one', startOf(key));
  const kept = KEPT_FRACTION.test(source) && source.replace(/\D/g, '').length <= KEPT_DIGITS;
  if ((typeof scalar === 'number' && !kept) || (typeof scalar === 'bigint' && scalar >= 2n ** 63n))
    throw new YamlProblem(`the number ${source} as a key`, 'put it in quotes', startOf(key));
  return { type: typeof scalar, name: String(scalar) };
}
