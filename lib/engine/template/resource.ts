import type { GroupVersionKind } from 'cdk8s';
import { Construct } from 'constructs';
import type { JsonObject } from '../values/declaration';
import { AuthorError, inPart, type Part } from '../values/author-error';
import { AuthorLine } from '../values/author-line';
import { expr, type Expr } from './expression';
import { lower } from './lower';
import { nodeOf, type Tree } from './nodes';
import { scopeOf } from './scopes';
import type { Templated } from './tree';

/** Under which key a template's root tells the constructs in it the name of its chart. */
export const CHART_NAME = 'chart';

/** One of cdk8s's generated classes: `k8s.KubeDeployment`, or one made by `cdk8s import`. */
export interface ResourceClass<P> {
  readonly GVK: GroupVersionKind;
  /** The object in the words of the Kubernetes API. */
  manifest(props: P): unknown;
}

/** How Helm treats a resource that is not simply part of a release. */
export type Hook = 'test';

/** What a resource is made of. */
export interface ResourceProps<P> {
  /** The class whose typed props the manifest has. */
  readonly of: ResourceClass<P>;
  /** The manifest, with expressions and decisions in any place. */
  readonly manifest: NoInfer<Templated<P>>;
  /**
   * The resource is not part of the release but run on demand; it is in the chart only.
   *
   * @default - part of the release
   */
  readonly hook?: Hook;
}

/** A Kubernetes object of a stack: in a chart a file of its own, named after the construct's path. */
export class Resource extends Construct {
  /** The manifest in the words of the Kubernetes API; empty where the user gives the whole object. */
  readonly manifest: Readonly<Record<string, Tree>>;
  /** What is rendered: the manifest, or the object of the user. */
  readonly body: Tree;
  readonly kind: string;
  readonly hook: Hook | undefined;
  private readonly written = new AuthorLine();

  /** @throws AuthorError naming the path, when the manifest has a property that the class does not know */
  static of<P>(scope: Construct, id: string, props: ResourceProps<P>): Resource {
    return new Resource(scope, id, props as ResourceProps<never>);
  }

  /**
   * An object that the user gives as a whole: its kind and all of its fields are values, which are written down as they are.
   *
   * @param object an item of a list of the user, with `apiVersion`, `kind` and `metadata.name` by its declaration
   */
  static given(scope: Construct, id: string, object: Expr<JsonObject>): Resource {
    return new Resource(scope, id, { object });
  }

  private constructor(
    scope: Construct,
    id: string,
    props: ResourceProps<never> | { readonly object: Expr<JsonObject> },
  ) {
    super(scope, id);
    if ('object' in props) {
      this.kind = 'Object';
      this.manifest = {};
      this.body = props.object;
      this.hook = undefined;
      return;
    }
    const { apiVersion, kind } = props.of.GVK;
    const stack: unknown = this.node.tryGetContext(CHART_NAME);
    this.kind = kind;
    this.hook = props.hook;
    const body = inPart({ ...this.part, stack: typeof stack === 'string' ? stack : undefined }, () =>
      entriesOf(lower((given) => props.of.manifest(given), props.manifest)),
    );
    this.manifest = { apiVersion, kind, ...body };
    this.body = this.manifest;
  }

  /**
   * What a field of it comes to, such as the data of a ConfigMap; nothing where the resource is not there. A checksum of it changes
   * when what is rendered does, whatever it is made from.
   *
   * @throws AuthorError in a loop, where there is more than one of it
   */
  field(key: string): Expr<Readonly<Record<string, string>>> {
    if (this.node.scopes.some((scope) => scopeOf(scope)?.kind === 'loop'))
      throw new AuthorError(`${this.title} is in a loop, and there is more than one of it.`);
    return expr({ op: 'field', resource: this, key, shape: { type: 'object' } });
  }

  /** What an author knows it by: its kind and the path of its construct. */
  get title(): string {
    return `${this.kind} ${this.node.path}`;
  }

  /** It as the part of a stack in which something is wrong. */
  get part(): Part {
    return { part: this.title, written: this.written };
  }
}

function entriesOf(manifest: Tree): Readonly<Record<string, Tree>> {
  const node = nodeOf(manifest);
  if (node.kind !== 'map')
    throw new AuthorError(
      'A manifest is a map; a condition or a loop around it is a scope, a comment is within it.',
    );
  return node.entries;
}
