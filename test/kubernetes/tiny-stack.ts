import { chartFiles } from '../../lib/engine/helm/chart-files';
import { renderObjects, type KubernetesObject } from '../../lib/engine/manifests/render';
import { objectsOf } from '../../lib/engine/release/release';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import { lines } from '../../lib/engine/template/tree';
import { ValuesError, valuesOf } from '../../lib/engine/values/check';
import { section, type Fields } from '../../lib/engine/values/collections';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap } from '../../lib/engine/values/merge';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { globalValues } from '../../lib/kubernetes/image';
import { namingValues, Stack, type SoftwareOptions, type StackOptions } from '../../lib/kubernetes/stack';
import { smallChart } from '../engine/small-stack';

type TinyFields<F> = F & typeof namingValues & { readonly global: typeof globalValues };

/** A stack with the values that a test declares and whatever the test puts into it. */
export class TinyStack<F extends Fields> extends Stack<
  F & typeof namingValues & { readonly global: typeof globalValues }
> {
  readonly notes = lines('Installed.');

  constructor(fields: F, options: StackOptions & SoftwareOptions<TinyFields<F>> = {}) {
    super(smallChart, section('Tiny', { ...fields, ...namingValues, global: globalValues }), options);
  }
}

/** Where a test installs a stack. */
export interface Installation {
  /** @default 'app' */
  readonly name?: string;
  /** @default 'ai' */
  readonly namespace?: string;
}

/** The plain objects of a release with some values. */
export function objectsFor(
  stack: StackTemplate,
  values: JsonObject = {},
  { name = 'app', namespace = 'ai' }: Installation = {},
): KubernetesObject[] {
  return objectsOf({ stack, name, namespace, values: [{ name: 'given', values }] });
}

/** The plain objects of a release, those that are run on demand too. */
export function objectsWithHooks(stack: StackTemplate, values: JsonObject = {}): KubernetesObject[] {
  const { chart, declaration } = stack;
  const given = valuesOf(declaration, [{ name: 'given', values }]);
  return renderObjects(stack, { name: 'app', namespace: 'ai', chart, values: given }, { hooks: true });
}

/** The single object of a kind; a test that finds none or two has gone wrong. */
export function only(kind: string, objects: readonly KubernetesObject[]): KubernetesObject {
  const found = objects.filter((object) => object['kind'] === kind);
  const [object] = found;
  if (object === undefined || found.length > 1)
    throw new Error(`${String(found.length)} of ${kind} among ${kindsOf(objects).join(', ')}`);
  return object;
}

/** The kinds of objects, in their order. */
export function kindsOf(objects: readonly KubernetesObject[]): string[] {
  return objects.map(({ kind }) => String(kind));
}

/** What an object has at a path of keys and indices. */
export function at(value: Json | undefined, ...path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, step) => {
    if (Array.isArray(inner)) return (inner as readonly Json[])[Number(step)];
    return isMap(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined;
  }, value);
}

/** The name of an object. */
export function nameOf(object: KubernetesObject): Json | undefined {
  return at(object, 'metadata', 'name');
}

/** The spec of the pods that an object makes. */
export function podOf(object: KubernetesObject): Json | undefined {
  return at(object, 'spec', 'template', 'spec');
}

/** The sentences with which values are rejected, without the source that they begin with; none where they are not. */
export function rejections(
  stack: StackTemplate,
  values: JsonObject = {},
  installation: Installation = {},
): string[] {
  try {
    objectsFor(stack, values, installation);
    return [];
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    return error.problems.map((problem) => problem.replace(/^[^:]*: /, ''));
  }
}

/** A template of the stack's chart, as an author reads it. */
export function templateOf(stack: StackTemplate, name: string): string {
  const file = templatesOf(stack).get(name);
  if (file === undefined)
    throw new Error(`${name} is not among ${[...templatesOf(stack).keys()].join(', ')}`);
  return file;
}

/** The names of the files in which an author finds the objects of the stack's chart. */
export function filesOf(stack: StackTemplate): string[] {
  return [...templatesOf(stack).keys()].filter(
    (name) => !/^(NOTES\.txt|_helpers\.tpl|validation\.yaml|values\/complete\.yaml)$/.test(name),
  );
}

/** The templates of the stack's chart by their names below `templates/`. */
function templatesOf(stack: StackTemplate): ReadonlyMap<string, string> {
  const files = chartFiles({ template: stack, introduction: '# Tiny', environments: new Map() });
  const templates = [...files].filter(([name]) => name.startsWith('templates/'));
  return new Map(templates.map(([name, text]) => [name.replace('templates/', ''), text]));
}

/** A container as it goes to the API server. */
export function containerOf(container: object) {
  const stack = new TinyStack({});
  addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main', ...container }] });
  return at(podOf(only('Deployment', objectsFor(stack))), 'containers', 0);
}
