/** The values files of this folder: what users of comparable charts wish for, said with the values of ours. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { RenderRequest } from '../support/renderers';

/** The place of a value in a file. */
export type ValuePath = readonly (string | number)[];

/** A wish that a file says. */
export interface Wish {
  /** As the file has it, after `# Said: `. */
  readonly name: string;
  /** The value after the comment: without it, the wish is not said. */
  readonly path: ValuePath;
}

/** A values file. */
export interface WishFile {
  readonly name: string;
  readonly chart: StackName;
  readonly values: JsonObject;
  readonly said: readonly Wish[];
  /** How many wishes it does not say. */
  readonly notSaid: number;
}

/** All values files of this folder. */
export function wishFiles(): readonly WishFile[] {
  const names = readdirSync(__dirname).filter((file) => file.endsWith('.yaml'));
  return names.map((file) =>
    wishFile(file.replace('.yaml', ''), readFileSync(path.join(__dirname, file), 'utf8')),
  );
}

/** Reads a values file: the first line names the chart, and comments say which wishes are said and which are not. */
export function wishFile(name: string, text: string): WishFile {
  const lines = text.split('\n');
  const chart = lines[0]?.replace('# ', '') ?? '';
  if (!isStack(chart)) throw new Error(`${name}: the first line is no chart, but "${chart}".`);
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  const paths = pathsByLine(document.contents, counter);
  const said = lines.flatMap((line, index): Wish[] => {
    const [, wish] = /^ *# Said: (.+)$/.exec(line) ?? [];
    if (wish === undefined) return [];
    const next = lines.findIndex((other, at) => at > index && /^ *[^ #]/.test(other));
    const place = paths.get(next + 1);
    if (place === undefined) throw new Error(`${name}: no value follows "${wish}".`);
    return [{ name: wish, path: place }];
  });
  const notSaid = lines.filter((line) => line.startsWith('# Not said: ')).length;
  return { name, chart, values: document.toJS() as JsonObject, said, notSaid };
}

function isStack(name: string): name is StackName {
  return Object.hasOwn(stacks, name);
}

/** The outermost value that begins on each line. */
function pathsByLine(contents: Node | null, counter: LineCounter): ReadonlyMap<number, ValuePath> {
  const paths = new Map<number, ValuePath>();
  const visit = (node: unknown, at: ValuePath): void => {
    if (isMap(node) || isSeq(node))
      node.items.forEach((item, index) => {
        const [start, key, value] = isPair(item)
          ? [item.key as Node, isScalar(item.key) ? String(item.key.value) : '', item.value]
          : [item as Node, index, item];
        const place = [...at, key];
        const { line } = counter.linePos(start.range?.[0] ?? 0);
        if (!paths.has(line)) paths.set(line, place);
        visit(value, place);
      });
  };
  visit(contents, []);
  return paths;
}

/** Values without the one at a path. */
export function without(values: JsonObject, at: ValuePath): JsonObject {
  // Without the anchors, by which one value may be in more than one place.
  const copy = JSON.parse(JSON.stringify(values)) as JsonObject;
  const holder = at.slice(0, -1).reduce<unknown>((inner, step) => Reflect.get(inner as object, step), copy);
  const last = at.at(-1) ?? '';
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder as object, last);
  return copy;
}

/** How a file is rendered. */
export function requestOf(values: JsonObject): RenderRequest {
  return { release: 'my-release', namespace: 'my-namespace', values: [values], set: [], setString: [] };
}
