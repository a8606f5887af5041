import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { describeObject, sharedObjects } from './objects';
import { foreignPods } from './selection';
import { ValidationError, renderObjects, renderWarnings, type KubernetesObject } from '../manifests/render';
import type { Release as ReleaseContext } from '../manifests/evaluate';
import type { StackTemplate } from '../template/stack-template';
import { scalarString } from '../values/merge';
import { ValuesError, valuesOf } from '../values/check';
import type { Fields, Section } from '../values/collections';
import type { JsonObject } from '../values/declaration';
import type { GivenValues } from '../values/overrides';
import { sourceOf, type ValuesSource } from '../values/sources';
import { formatList } from '../values/wording';

const OTHERWISE = 'give what one of them makes other names, or put it into another namespace.';

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
}

/**
 * A stack in a cdk8s app: what `helm install` of its chart would make, as a cdk8s chart of plain objects.
 *
 * The releases of an app are for one cluster, so the synthesis fails when two of them make the same object or select each
 * other's pods.
 *
 * @example new Release(app, 'relay', { stack: new ClaudeRelay(), name: 'relay', namespace: 'ai', values: [...] })
 */
export class Release<S extends StackTemplate = StackTemplate> extends Chart {
  /** What it is made of. */
  readonly objects: readonly KubernetesObject[];
  private readonly clashes = new WeakMap<Release, readonly string[]>();

  /** @throws ValuesError when the values are not right */
  constructor(scope: Construct, id: string, props: ReleaseProps<S>) {
    super(scope, id, { disableResourceNameHashes: true });
    this.objects = objectsOf({ ...props, service: 'cdk8s' });
    this.objects.forEach(
      (object, index) =>
        new ApiObject(this, `${String(index)}-${scalarString(object['kind'])}`, object as never),
    );
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

  private clashesWith(other: Release): string[] {
    const names = `The releases ${this.node.path} and ${other.node.path}`;
    const same = sharedObjects(this.objects, other.objects).map(describeObject);
    if (same.length > 0) {
      return [`${names} both make ${formatList(same)}; ${OTHERWISE}`];
    }
    return [...foreignPods(this.objects, other.objects), ...foreignPods(other.objects, this.objects)]
      .slice(0, 1)
      .map(
        ({ by, of }) =>
          `${names} have the same labels: ${describeObject(by)} would select the pods of ${describeObject(of)}; ${OTHERWISE}`,
      );
  }
}

/** `instanceof Release` is true of every cdk8s chart. */
function isRelease(construct: IConstruct): construct is Release {
  return Object.prototype.isPrototypeOf.call(Release.prototype, construct);
}

/**
 * The objects of a release.
 *
 * @throws ValuesError when the values are not right
 */
export function objectsOf(props: UncheckedRelease): KubernetesObject[] {
  try {
    return renderObjects(props.stack, contextOf(props));
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const values = valuesSourcesOf(props);
    // Known here only: which file or flag the value came from.
    throw new ValuesError(
      error.problems.map(({ path, reason }) => `${sourceOf(path.split('.'), values)}: ${path} ${reason}`),
    );
  }
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
