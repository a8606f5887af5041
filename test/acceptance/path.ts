import { parse } from 'yaml';
import { isList, isMap, type Found, type Json } from './json';

/** One step of a path, as a function from a value to what is there. */
type Step = (value: Json) => Found;

const PARSE_AS_YAML = '|yaml:';

/** `["a.b"]`, `[0]`, `[key=value]`, `[*]` or a plain key. */
const STEP = /\["([^"]+)"\]|\[(\d+)\]|\[(\w+)=([^\]]+)\]|(\[\*\])|\.?([^.[\]]+)/y;

/**
 * Follows a path into a value:
 *
 * - `spec.replicas`: keys; `labels["app.kubernetes.io/name"]`: a key with dots;
 * - `ports[0]`: an element of a list; `containers[name=app]`: the first element with this entry;
 * - `ports[*].port`: the rest of the path for each element, as a list;
 * - `data["a.yml"]|yaml:server.port`: reads a text as YAML and goes on inside.
 *
 * The empty path is the value itself.
 *
 * @returns nothing if the path leads nowhere
 * @throws Error if the path cannot be read
 */
export function at(value: Found, path: string): Found {
  const split = path.indexOf(PARSE_AS_YAML);
  if (split < 0) return walk(value, stepsOf(path));
  const text = walk(value, stepsOf(path.slice(0, split)));
  return typeof text === 'string'
    ? at(parse(text) as Json, path.slice(split + PARSE_AS_YAML.length))
    : undefined;
}

/** The last plain key of a path, by which quantities and ports are known: `cpu` for `limits.cpu`. */
export function lastKey(path: string): string {
  return /(?:^|\.)([^.[\]]+)$/.exec(path)?.[1] ?? '';
}

function walk(value: Found, steps: readonly (Step | '*')[]): Found {
  const [step, ...rest] = steps;
  if (step === undefined || value === undefined || value === null) return value;
  if (step !== '*') return walk(step(value), rest);
  if (!isList(value)) return undefined;
  return value.map((element) => walk(element, rest)).filter((found) => found !== undefined);
}

function stepsOf(path: string): (Step | '*')[] {
  const steps: (Step | '*')[] = [];
  for (STEP.lastIndex = 0; STEP.lastIndex < path.length;) {
    const start = STEP.lastIndex;
    const match = STEP.exec(path);
    if (!match) throw new Error(`The path "${path}" cannot be read from "${path.slice(start)}" on.`);
    const [, quoted, index, key, value, star, plain] = match;
    if (star !== undefined) steps.push('*');
    else if (index !== undefined) steps.push(elementAt(Number(index)));
    else if (key !== undefined) steps.push(elementWith(key, value ?? ''));
    else steps.push(entry(quoted ?? plain ?? ''));
  }
  return steps;
}

function entry(key: string): Step {
  return (value) => (isMap(value) ? value[key] : undefined);
}

function elementAt(index: number): Step {
  return (value) => (isList(value) ? value[index] : undefined);
}

function elementWith(key: string, text: string): Step {
  return (value) =>
    isList(value) ? value.find((element) => isMap(element) && String(element[key]) === text) : undefined;
}
