import { parse } from 'yaml';
import type { Comparison } from './equality';
import { isList, isMap, type Found, type Json, type JsonObject } from './json';
import { at } from './path';
import { secretTexts } from './workloads';

/** How a documented object and the rendered one of the same name differ in one place. */
export interface Difference {
  /** Such as `spec.replicas`; items of a list by what tells them apart: `containers[jairouter]`. */
  readonly path: string;
  readonly documented: Found;
  readonly rendered: Found;
}

/** The places in which two objects differ, the largest that are in one of them only as one place. */
export function differences(
  documented: JsonObject,
  rendered: JsonObject,
  comparison: Comparison,
): readonly Difference[] {
  return [...between(plain(documented), plain(rendered), '', comparison)];
}

/** An object with what stands in it in a form of its own, such as in base64, written out. */
function plain(object: JsonObject): JsonObject {
  if (object.kind === 'Secret') {
    const rest = Object.entries(object).filter(([key]) => key !== 'data' && key !== 'stringData');
    return { ...Object.fromEntries(rest), texts: secretTexts(object) };
  }
  if (object.kind === 'ConfigMap' && isMap(object.data)) {
    const files = Object.entries(object.data).map(([name, text]) => [name, parse(String(text)) as Json]);
    return { ...object, data: Object.fromEntries(files) as JsonObject };
  }
  return object;
}

function* between(
  documented: Found,
  rendered: Found,
  path: string,
  comparison: Comparison,
): Generator<Difference> {
  const key = /([^.[\]]+)$/.exec(path)?.[1] ?? '';
  if (comparison.equal(documented ?? DEFAULTS[key], rendered ?? DEFAULTS[key], key)) return;
  if (isMap(documented) && isMap(rendered)) yield* inside(documented, rendered, path, '.', comparison);
  else if (isList(documented) && isList(rendered) && [...documented, ...rendered].every(isMap)) {
    yield* inside(byIdentity(documented), byIdentity(rendered), path, '[', comparison);
  } else yield { path, documented, rendered };
}

function* inside(
  documented: JsonObject,
  rendered: JsonObject,
  path: string,
  step: '.' | '[',
  comparison: Comparison,
): Generator<Difference> {
  for (const key of new Set([...Object.keys(documented), ...Object.keys(rendered)])) {
    const inner = step === '[' ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    yield* between(documented[key], rendered[key], inner, comparison);
  }
}

/** What Kubernetes puts where nothing is said. */
const DEFAULTS: Readonly<Record<string, Json>> = { protocol: 'TCP', restartPolicy: 'Always' };

/** What tells the items of a list apart, in the kinds of lists that there are. */
const IDENTITIES = [
  'alert',
  'mountPath',
  'configMap.name',
  'persistentVolumeClaim.claimName',
  'resource.name',
  'pods.metric.name',
  'name',
  'host',
  'containerName',
];

/** The items of a list as a map; those that nothing tells apart by their place. */
function byIdentity(list: readonly Json[]): JsonObject {
  const keys = list.map((item, index) => {
    const known = IDENTITIES.map((path) => at(item, path)).find((value) => typeof value === 'string');
    return known ?? portOf(item) ?? String(index);
  });
  const unique = new Set(keys).size === keys.length;
  return Object.fromEntries(
    list.map((item, index) => [unique ? keys[index] : String(index), item]),
  ) as JsonObject;
}

function portOf(item: Json): string | undefined {
  const [protocol, port] = [at(item, 'protocol'), at(item, 'port')];
  return typeof protocol === 'string' ? `${protocol} ${String(port)}` : undefined;
}
