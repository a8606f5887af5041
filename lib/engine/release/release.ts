import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { constructIdOf } from './objects';
import { NAMESPACE_NAME, nameProblem, RELEASE_NAME } from './names';
import { ofOneCopy } from './one-copy';
import { podProblems } from './pod-problems';
import { conflictsBetween, repetitionsIn } from './together';
import { ValidationError, renderObjects, renderWarnings, type RenderedObject } from '../manifests/render';
import type { Release as ReleaseContext } from '../manifests/evaluate';
import type { StackTemplate } from '../template/stack-template';
import { ValuesError, valuesOf } from '../values/check';
import type { Fields, Section } from '../values/collections';
import type { JsonObject } from '../values/declaration';
import type { GivenValues } from '../values/overrides';
import { sourceOf, type ValuesSource } from '../values/sources';
import { quoteForMessage } from '../values/wording';

/** Where values of a release come from: literals are typed by the stack, what is read from a file is checked as it is used. */
export interface ReleaseValues<S extends StackTemplate> extends Pick<ValuesSource, 'name'> {
  readonly values: ValuesFor<S['declaration']>;
}

/** Of a stack that is any stack, any values. */
type ValuesFor<D extends Section<Fields>> = string extends keyof D['shape']['fields']
  ? JsonObject
  : GivenValues<D>;

/** A stack installed: under a name, in a namespace, with values. */
export interface ReleaseProps<S extends StackTemplate = StackTemplate> {
  readonly stack: S;
  /** Two releases of one stack in a namespace must have different names; Helm wants that of all releases. */
  readonly name: string;
  readonly namespace: string;
  /**
   * What is to differ from the stack's defaults, later sources over earlier ones.
   *
   * @default - the defaults alone
   */
  readonly values?: readonly ReleaseValues<S>[];
}

/** A release whose values nobody has looked at yet, whatever their type says: `valuesOf` does. */
interface UncheckedRelease extends Omit<ReleaseProps, 'values'> {
  readonly values?: readonly { readonly name: string; readonly values: unknown }[];
  /**
   * What installs it, for the label `app.kubernetes.io/managed-by`.
   *
   * @default 'Helm'
   */
  readonly service?: string;
  /**
   * Where its name and its namespace come from, as messages name it.
   *
   * @default 'name' and 'namespace', as in {@link ReleaseProps}
   */
  readonly origins?: { readonly name: string; readonly namespace: string };
}

/** What a release comes to. */
interface RenderedRelease {
  readonly objects: RenderedObject[];
  /** All of its values: what is given, over the defaults. */
  readonly values: JsonObject;
}

/**
 * A stack in a cdk8s app: what `helm install` of its chart would make, as a cdk8s chart of plain objects.
 *
 * The releases of an app are for one cluster, so the synthesis fails when two of them make the same object, select each other's
 * pods or have the same host.
 *
 * Its objects are its children, under IDs of kind and name such as `Deployment-relay`, with the namespace where it is another one
 * (`Role-relay@apps`). What no value can say, `ApiObject.addJsonPatch` can.
 *
 * @example new Release(app, 'relay', { stack: new ClaudeRelay(), name: 'relay', namespace: 'ai', values: [...] })
 */
export class Release<S extends StackTemplate = StackTemplate> extends Chart {
  /** What it is made of. */
  readonly objects: readonly RenderedObject[];
  private readonly allValues: JsonObject;
  private readonly clashes = new WeakMap<Release, readonly string[]>();

  /** @throws ValuesError when the name, the namespace or the values are not right; Error when there are two versions of constructs */
  constructor(scope: Construct, id: string, props: ReleaseProps<S>) {
    super(ofOneCopy(scope), id, { disableResourceNameHashes: true });
    const { objects, values } = renderRelease({ ...props, service: 'cdk8s' });
    this.objects = objects;
    this.allValues = values;
    for (const object of objects) new ApiObject(this, constructIdOf(object, props.namespace), object);
    this.node.addValidation({
      validate: () => this.laterReleases().flatMap((other) => this.clashesOnce(other)),
    });
  }

  /** The releases of the app that were made later, so that each pair is looked at once. */
  private laterReleases(): readonly Release[] {
    const all = this.node.root.node.findAll().filter(isRelease);
    return all.slice(all.indexOf(this) + 1);
  }

  /** cdk8s validates the whole app again for each of its charts. */
  private clashesOnce(other: Release): readonly string[] {
    const found = this.clashes.get(other) ?? this.clashesWith(other);
    this.clashes.set(other, found);
    return found;
  }

  private clashesWith(other: Release): readonly string[] {
    return conflictsBetween(this.asMaker(), other.asMaker());
  }

  private asMaker() {
    return { name: this.node.path, values: this.allValues, objects: this.objects };
  }
}

/** `instanceof Release` is true of every cdk8s chart. */
function isRelease(construct: IConstruct): construct is Release {
  return Object.prototype.isPrototypeOf.call(Release.prototype, construct);
}

/**
 * The objects of a release.
 *
 * @throws ValuesError when the name, the namespace or the values are not right
 */
export function objectsOf(props: UncheckedRelease): RenderedObject[] {
  return renderRelease(props).objects;
}

/**
 * The objects and all values of a release.
 *
 * @throws ValuesError as {@link objectsOf} does
 */
export function renderRelease(props: UncheckedRelease): RenderedRelease {
  assertNames(props);
  const context = contextOf(props);
  const objects = validObjects(props, context);
  const repeated = [...repetitionsIn({ values: context.values, objects }), ...podProblems(objects)];
  const [source = 'values.yaml'] = valuesSourcesOf(props).map(({ name }) => name);
  if (repeated.length > 0) throw new ValuesError(repeated.map((problem) => `${source}: ${problem}`));
  return { objects, values: context.values };
}

/** The objects, whose validation rules say which file or flag a value came from: that is known here only. */
function validObjects(props: UncheckedRelease, context: ReleaseContext): RenderedObject[] {
  try {
    return renderObjects(props.stack, context);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const values = valuesSourcesOf(props);
    throw new ValuesError(
      error.problems.map(({ path, reason }) => {
        const source = path === RELEASE_NAME.subject ? nameSource(props) : sourceOf(path.split('.'), values);
        return `${source}: ${path} ${reason}`;
      }),
    );
  }
}

/** @throws ValuesError for a name or a namespace that Helm or Kubernetes rejects */
function assertNames(props: UncheckedRelease): void {
  const problems = [
    [nameSource(props), nameProblem(RELEASE_NAME, props.name)] as const,
    [namespaceSource(props), nameProblem(NAMESPACE_NAME, props.namespace)] as const,
  ].flatMap(([source, problem]) => (problem === undefined ? [] : [`${source}: ${problem}`]));
  if (problems.length > 0) throw new ValuesError(problems);
}

function nameSource({ name, origins }: UncheckedRelease): string {
  return `${origins?.name ?? 'name'} ${quoteForMessage(name)}`;
}

function namespaceSource({ namespace, origins }: UncheckedRelease): string {
  return `${origins?.namespace ?? 'namespace'} ${quoteForMessage(namespace)}`;
}

/**
 * The warnings about the values of a release, one sentence each.
 *
 * @throws ValuesError when the values are not right
 */
export function warningsOf(props: UncheckedRelease): readonly string[] {
  return renderWarnings(props.stack, contextOf(props));
}

function contextOf(props: UncheckedRelease): ReleaseContext {
  const { stack, name, namespace, service } = props;
  return {
    name,
    namespace,
    chart: stack.chart,
    values: valuesOf(stack.declaration, valuesSourcesOf(props)),
    ...(service === undefined ? {} : { service }),
  };
}

function valuesSourcesOf({ values = [] }: UncheckedRelease): readonly ValuesSource[] {
  return values as readonly ValuesSource[];
}
