import { NAMESPACE_NAME, RELEASE_NAME } from '../engine/release/names';
import type { ChartMetadata } from '../engine/template/chart-metadata';
import { references, type Expr, type Ref } from '../engine/template/expression';
import {
  and,
  chartIsRoot,
  chartName,
  contains,
  checksum,
  equal,
  greaterThan,
  isKind,
  lengthOf,
  matches,
  not,
  or,
  orElse,
  releaseName,
  releaseNamespace,
  text,
  trimSuffix,
  truncate,
  type Condition,
} from '../engine/template/operators';
import { TypedStackTemplate } from '../engine/template/stack-template';
import { choose } from '../engine/template/tree';
import { section, type Fields, type Section } from '../engine/values/collections';
import { dnsLabel } from '../engine/values/names';
import { annotations, labels } from '../engine/values/string-maps';
import type { Declaration } from '../engine/values/declaration';
import { Component, identityOf, type Common, type ComponentStack, type Labels } from './component';
import { globalValues, type StackImages } from './image';

/**
 * A StatefulSet puts its name and a hash into a label of at most 63 characters, which leaves 52 for the name
 * (Kubernetes issue 64023), and the longest suffix that stacks give theirs is `-redis`.
 */
const MAXIMUM_NAME_LENGTH = 46;

/** Prefixes of the annotations that charts set: what Helm reads, and the Ingress controllers. */
const CHART_ANNOTATIONS = [
  'helm.sh',
  'nginx.ingress.kubernetes.io',
  'nginx.org',
  'haproxy.org',
  'haproxy-ingress.github.io',
  'haproxy.router.openshift.io',
];

/** The values by which a user names and labels things. Every stack has them. */
export const namingValues = {
  nameOverride: dnsLabel('', 'Overrides the chart name in names and labels.', 40),
  fullnameOverride: dnsLabel('', 'Overrides the whole prefix of object names.', MAXIMUM_NAME_LENGTH),
  commonLabels: labels(
    {},
    'Labels of all objects and pods. Those of one kind of object take precedence, unless they are empty.',
    ['mcp-box'],
  ),
  commonAnnotations: annotations(
    {},
    'Annotations of all objects. Those of one kind of object take precedence, unless they are empty.',
    CHART_ANNOTATIONS,
  ),
};

/** How a stack differs from the others in its names and labels. */
export interface StackOptions {
  /**
   * Whether its document selects pods by the label `app`, which then is the first part of the names of its objects.
   *
   * @default false
   */
  readonly selectedByApp?: boolean;
}

/** What a stack says of its software. */
export interface SoftwareOptions<F extends Fields & Standard> {
  /**
   * The version that its image has by the values, for a label.
   *
   * @default - the appVersion of the chart
   */
  readonly version?: (stack: Stack<F>) => Expr<string>;
}

/** What a stack needs of the values for naming, and of those for the images of all charts. */
type Standard = typeof namingValues & { readonly global: Declaration<unknown> };

/** One of the AI-gateway stacks: what it is made of, for any values. */
export abstract class Stack<F extends Fields & Standard> extends TypedStackTemplate<F> implements AnyStack {
  /** The namespace of every object. */
  readonly namespace: Expr<string>;
  /** The first part of the name of every object: the release's name, with the chart's unless it is in there already. */
  readonly fullname: Expr<string>;
  readonly partPrefix: Expr<string>;
  readonly renamed: Condition;
  readonly common: Common;
  readonly imageRegistry: Expr<string>;
  /** The stack itself, as opposed to the databases and tools beside it. */
  readonly main: Component;
  readonly selectors: Labels[] = [];
  private readonly reserved = new Set<string>();
  private test: Labels | undefined;

  protected constructor(
    chart: ChartMetadata,
    declaration: Section<F>,
    options: StackOptions & SoftwareOptions<F> = {},
  ) {
    super(chart, declaration);
    this.namespace = this.chooseNamespace();
    const naming = references(section('Names.', namingValues));
    const { imageRegistry, imagePullSecrets } = references(
      section('Values.', { global: globalValues }),
    ).global;
    this.common = {
      labels: naming.commonLabels,
      annotations: naming.commonAnnotations,
      pullSecrets: imagePullSecrets,
    };
    this.imageRegistry = this.namedString(
      'imageRegistry',
      'Registry of all images; empty where they stay where they are. Another chart may have something else under this name.',
      choose(isKind('string', imageRegistry), imageRegistry, ''),
    );
    const name = this.namedString(
      'name',
      'Name of the chart in labels.',
      orElse(naming.nameOverride, chartName),
    );
    this.renamed = this.namedCondition(
      'renamed',
      'Whether it is part of another chart under another name, and so may be there more than once.',
      and(not(chartIsRoot), not(equal(name, chart.name))),
    );
    this.partPrefix = this.namedString(
      'partPrefix',
      'Prefix of the names of databases and tests in labels.',
      choose(this.renamed, text`${name}-`, ''),
    );
    this.fullname = this.nameRelease(name, naming.fullnameOverride);
    this.main = new Component(this, {
      name: this.fullname,
      appName: name,
      helper: '',
      ...(options.version === undefined ? {} : { version: options.version(this) }),
      ...(options.selectedByApp === true ? { appLabel: this.fullname } : {}),
    });
    this.validateAlias(naming);
    // Helm asks for less than this of both.
    for (const [{ subject, pattern, reason }, name] of [
      [RELEASE_NAME, releaseName],
      [NAMESPACE_NAME, releaseNamespace],
    ] as const) {
      this.addValidation(subject, reason, not(matches(name, pattern)));
    }
    this.addValidation(
      RELEASE_NAME.subject,
      'must start with a letter, since it is part of the names of Services; or set fullnameOverride.',
      matches(this.fullname, /^[0-9]/),
    );
  }

  /** The namespace of every object, for a stack whose document lets values say it: the release's. */
  protected chooseNamespace(): Expr<string> {
    return releaseNamespace;
  }

  get testLabels(): Labels {
    const name = `${this.chart.name}-test`;
    this.reserveName(name);
    return (this.test ??= this.namedMap(
      'testLabels',
      'Labels of the pods of helm test.',
      identityOf(this, name),
    ));
  }

  /** Rejects a name of the chart in labels that pods of one of its parts have. */
  reserveName(name: string): void {
    if (this.reserved.has(name)) return;
    this.reserved.add(name);
    const { nameOverride } = references(section('Names.', namingValues));
    this.addValidation(
      'nameOverride',
      `is ${name}, the name in labels of other pods of this chart; use another name.`,
      equal(nameOverride, name),
    );
  }

  /** Rejects an alias that Kubernetes would not take where it stands in names and labels; a parent chart's is the name of the chart. */
  private validateAlias({ nameOverride, fullnameOverride }: Ref<Section<typeof namingValues>>): void {
    const path = text`The alias ${chartName}`;
    this.addValidationWithin(
      this,
      path,
      'must be at most 40 lowercase letters, digits and "-", beginning with a letter, since it is part of names; or set nameOverride.',
      not(or(nameOverride, fullnameOverride)),
      not(matches(chartName, /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/)),
    );
    this.addValidationWithin(
      this,
      path,
      'must begin with a letter or digit and have at most 40 characters, since it is part of labels.',
      or(nameOverride, fullnameOverride),
      not(matches(chartName, /^[A-Za-z0-9][-_A-Za-z0-9]{0,39}$/)),
    );
  }

  private nameRelease(name: Expr<string>, override: Expr<string>): Expr<string> {
    const qualified = this.namedString(
      'longName',
      'Release and chart name; the release name alone if it contains the chart name or, of an alias, is it.',
      choose(
        // A release may contain two aliases, which then would have the same names.
        or(equal(releaseName, name), and(contains(releaseName, name), equal(chartName, this.chart.name))),
        releaseName,
        text`${releaseName}-${name}`,
      ),
    );
    const start = trimSuffix(truncate(qualified, MAXIMUM_NAME_LENGTH - 9), '-');
    const shortened = text`${start}-${truncate(checksum(qualified), 8)}`;
    return this.namedString(
      'fullname',
      'Prefix of all object names. A long one ends in a hash, so that two with the same beginning stay distinct.',
      choose(
        override,
        override,
        choose(greaterThan(lengthOf(qualified), MAXIMUM_NAME_LENGTH), shortened, qualified),
      ),
    );
  }
}

/** A stack with certain values, to the files that add parts of it. */
export type StackWith<Values> =
  Values extends Section<infer F> ? (F extends Standard ? Stack<F> : never) : never;

/** Any stack, where its values do not matter. */
export interface AnyStack extends StackImages, ComponentStack {
  readonly main: Component;
  /** Labels of the pods of `helm test`. They are not those of other pods, since Services must not select them. */
  readonly testLabels: Labels;
}
