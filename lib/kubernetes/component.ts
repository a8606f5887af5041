import { isExpr, type Expr } from '../engine/template/expression';
import {
  and,
  appVersion,
  chartName,
  chartVersion,
  equal,
  firstMatch,
  releaseName,
  releaseService,
  replaceAll,
  text,
  union,
  type Condition,
} from '../engine/template/operators';
import type { StackTemplate } from '../engine/template/stack-template';
import {
  choose,
  Merged,
  merged,
  NeverEmpty,
  neverEmpty,
  When,
  when,
  type Include,
  type Templated,
  type Tree,
} from '../engine/template/tree';
import type { ObjectMeta } from './k8s';

/** Names, labels and version of a component. */
export interface ComponentProps {
  /** The name of its main objects. */
  readonly name: Expr<string>;
  /** Name of its software, for `app.kubernetes.io/name`, which documents and operators use in selectors. */
  readonly appName: string | Expr<string>;
  /**
   * Sets it apart from a component of another stack that runs the same software in the same release, for
   * `app.kubernetes.io/component`.
   *
   * @default - none: the stack itself
   */
  readonly component?: string;
  /**
   * The value of the label `app`, if documents and operators use only that label in selectors. No other pods of the namespace
   * may have it.
   *
   * @default - pods are selected by name, instance and component
   */
  readonly appLabel?: Expr<string>;
  /** @default - the version of the stack */
  readonly version?: Expr<string>;
  /** Prefix of the names of its helpers, in camel case, such as `redis` of `redisLabels`; empty for the stack itself. */
  readonly helper: string;
}

/** Labels of an object. */
export type Labels = Include<Record<string, string>> | Merged<unknown>;

/** The metadata of an object of a component. */
export interface Metadata {
  readonly name: Expr<string>;
  readonly namespace: Expr<string>;
  readonly labels: Labels;
  readonly annotations: Templated<Record<string, string>> | undefined;
}

type StringMap = Readonly<Record<string, string>>;

/** What the user adds to every object of a stack. */
export interface Common {
  /** They are on pods too. */
  readonly labels: Expr<StringMap>;
  readonly annotations: Expr<StringMap>;
  /** Secrets for pulling the images of all pods, besides those of the chart. */
  readonly pullSecrets: Expr<readonly string[]>;
}

/** The names of a stack, by which the pods of one installation of its chart are told from those of another. */
export interface StackNames {
  /** The first part of the name of every object. */
  readonly fullname: Expr<string>;
  /** What the names of its parts begin with in labels: nothing, unless it is renamed. */
  readonly partPrefix: Expr<string>;
  /** Whether it is part of another chart under a name of its own, and so may be there again under others. */
  readonly renamed: Condition;
}

/** The parts of a stack that a component uses. */
export interface ComponentStack extends StackNames, Pick<StackTemplate, 'chart' | 'namedMap'> {
  readonly namespace: Expr<string>;
  readonly common: Common;
  /** The selectors of all its parts. */
  readonly selectors: Labels[];
  /** Takes the name of a part, which the chart may not have in labels. */
  reserveName(name: string): void;
}

/**
 * The label with the prefix of all names of the stack's objects, which no other stack of a namespace can have: the pods of a chart that is
 * part of another one under a name of its own have it, and are selected by it too.
 */
export const FULLNAME_LABEL = 'ai-gateway/fullname';

/**
 * The labels that set the pods of a part of a stack apart from all others.
 *
 * The release and the name of the software do, unless the chart is in another chart more than once: then the names of parts begin with
 * that of the chart. They stay as they are otherwise, since selectors are immutable.
 *
 * @param name of the software of the part, such as `redis`; an expression for that of the stack itself
 */
export function identityOf({ fullname, partPrefix, renamed }: StackNames, name: string | Expr<string>) {
  return {
    'app.kubernetes.io/name': typeof name === 'string' ? text`${partPrefix}${name}` : name,
    'app.kubernetes.io/instance': releaseName,
    [FULLNAME_LABEL]: when(renamed, fullname),
  };
}

/**
 * Whether a name is the default in a chart that may be in another one more than once. With a default that has no name of a release in it
 * only one of them could be there, so the name then derives from that of the release.
 */
export function isDefaultOfRenamed(
  { renamed }: Pick<StackNames, 'renamed'>,
  name: Expr<string>,
  standard: string | Expr<string>,
): Condition {
  return and(renamed, equal(name, standard));
}

/** The label with the version of the software that runs: the tag of its image. */
const VERSION_LABEL = 'app.kubernetes.io/version';

/** The longest that a label may be which ends as it must: a chart may have a long alias. */
const LABEL_VALUE = /^.{0,62}[A-Za-z0-9]/;
/** The name and the version of the chart. A version may have a `+`, as one from Flux has before its digest, and a label must not. */
const CHART_LABEL = firstMatch(replaceAll(text`${chartName}-${chartVersion}`, '+', '_'), LABEL_VALUE);

/** What objects have besides the labels of their pods: the version of the chart, and the tool that manages them. */
const MANAGED_BY = {
  'helm.sh/chart': CHART_LABEL,
  'app.kubernetes.io/managed-by': releaseService,
};

/** One running part of a stack, with the names and labels by which its objects find one another. */
export class Component {
  /** The name of its main objects. */
  readonly name: Expr<string>;
  readonly namespace: Expr<string>;
  /** Selector of its pods. It must never change, since selectors are immutable. */
  readonly selector: Labels;
  /** The labels of pods: without the version of the chart, a new one of which would replace all pods. */
  readonly podLabels: Labels;
  /** The labels of objects: those of pods, the version of the chart, and the tool that manages them. */
  readonly labels: Labels;
  readonly common: Common;
  /** The label that says of which stack it is part. */
  readonly partOf: Readonly<Record<string, string>>;

  constructor(stack: ComponentStack, props: ComponentProps) {
    this.name = props.name;
    this.namespace = stack.namespace;
    this.common = stack.common;
    this.partOf = { 'app.kubernetes.io/part-of': stack.chart.name };
    if (typeof props.appName === 'string') stack.reserveName(props.appName);
    const identity = {
      ...identityOf(stack, props.appName),
      ...(props.component === undefined ? {} : { 'app.kubernetes.io/component': props.component }),
    };
    const byApp = props.appLabel !== undefined;
    const named = (what: string) =>
      props.helper === '' ? what : `${props.helper}${what.charAt(0).toUpperCase()}${what.slice(1)}`;
    this.selector = stack.namedMap(
      named('selectorLabels'),
      'Selector labels of the pods. They must never change.',
      byApp ? { app: props.appLabel } : identity,
    );
    stack.selectors.push(this.selector);
    this.podLabels = stack.namedMap(
      named('podLabels'),
      'Labels of the pods.',
      merged(this.selector, {
        ...(byApp ? identity : {}),
        ...this.partOf,
        [VERSION_LABEL]: props.version ?? appVersion,
      }),
    );
    this.labels = stack.namedMap(
      named('labels'),
      'Labels of all objects.',
      merged(this.podLabels, MANAGED_BY),
    );
  }

  /**
   * The metadata of an object, with what the user adds to every object.
   *
   * @param suffix of the object's name, such as `-config`
   * @param annotations of the chart and the user
   * @param labels of the user
   */
  metadata(suffix = '', annotations?: Templated<StringMap>, labels?: Expr<StringMap>): Metadata {
    return metadataOf(this, suffix, annotations, labels);
  }
}

/** One of many running parts of a stack, such as the services that a user lists: made in a loop, known by its key. */
export class ComponentInstance implements Component {
  readonly namespace: Expr<string>;
  readonly selector: Labels;
  readonly podLabels: Labels;
  readonly labels: Labels;
  readonly common: Common;
  readonly partOf: Readonly<Record<string, string>>;

  /**
   * @param all what they have in common
   * @param key sets it apart from the others, for `app.kubernetes.io/component`
   * @param version of its software
   */
  constructor(
    all: Component,
    readonly name: Expr<string>,
    key: Expr<string>,
    version: Expr<string>,
  ) {
    const component = { 'app.kubernetes.io/component': key };
    const own = { ...component, ...all.partOf, [VERSION_LABEL]: version };
    this.namespace = all.namespace;
    this.partOf = all.partOf;
    this.selector = merged(all.selector, component);
    this.podLabels = merged(all.selector, own);
    this.labels = merged(all.selector, { ...own, ...MANAGED_BY });
    this.common = all.common;
  }

  /** See {@link Component.metadata}. */
  metadata(suffix = '', annotations?: Templated<StringMap>, labels?: Expr<StringMap>): Metadata {
    return metadataOf(this, suffix, annotations, labels);
  }
}

function metadataOf(
  component: Component,
  suffix: string,
  annotations: Metadata['annotations'],
  labels: Expr<StringMap> | undefined,
): Metadata {
  const { common } = component;
  const metadata = {
    name: suffix === '' ? component.name : text`${component.name}${suffix}`,
    namespace: component.namespace,
    labels: merged(component.labels, withCommon(labels, common.labels)),
    annotations: withCommon(annotations, common.annotations),
  } satisfies Templated<ObjectMeta>;
  return metadata;
}

/**
 * Labels or annotations of one object, and those that the user adds to every object: of two with one name, that of the one object is taken.
 * The user's common ones cannot have names that charts set themselves; their declarations see to that.
 */
export function withCommon(
  own: Templated<StringMap> | undefined,
  common: Expr<StringMap>,
): Templated<StringMap> {
  return own === undefined ? common : (withCommonTree(own, common) as Templated<StringMap>);
}

function withCommonTree(own: Tree, common: Expr<StringMap>): Tree {
  if (isExpr(own)) return union(own as Expr<StringMap>, common);
  if (own instanceof NeverEmpty) return neverEmpty(withCommonTree(own.tree, common));
  if (own instanceof When) {
    const otherwise = own.otherwise === undefined ? common : withCommonTree(own.otherwise, common);
    return choose(own.condition, withCommonTree(own.then, common), otherwise);
  }
  const parts = own instanceof Merged ? own.parts : [own];
  const given = parts.findIndex((part) => isExpr(part));
  return given < 0
    ? merged(...parts, common)
    : merged(...parts.map((part, index) => (index === given ? withCommonTree(part, common) : part)));
}
