import {
  appVersion,
  chartName,
  chartVersion,
  releaseName,
  releaseNamespace,
  text,
} from '../template/operators';
import type { Expr } from '../template/expression';
import type { AnyStack } from './stack';
import { merged, type Include, type Templated } from '../template/tree';
import type { ObjectMeta } from './k8s';

/** What a component is called. */
export interface ComponentProps {
  /** The name of its main objects. */
  readonly name: Expr<string>;
  /** What it runs, for `app.kubernetes.io/name`: what documents and operators select it by. */
  readonly appName: string | Expr<string>;
  /**
   * Sets it apart from a component of another system that runs the same software in the same release, for
   * `app.kubernetes.io/component`.
   *
   * @default - none: the system itself
   */
  readonly component?: string;
  /**
   * The value of the label `app`, where documents and operators select the pods by that alone. No other pods of the namespace
   * may have it.
   *
   * @default - pods are selected by name, instance and component
   */
  readonly appLabel?: Expr<string>;
  /** @default - the version of the system */
  readonly version?: Expr<string>;
  /** What its helpers' names begin with, in capitals and small letters as in `redisLabels`; empty for the system itself. */
  readonly helper: string;
}

/** One running part of a system, with the names and labels by which its objects find one another. */
export class Component {
  /** The name of its main objects. */
  readonly name: Expr<string>;
  /** What its pods are selected by. It never changes, since selectors cannot be changed in a cluster. */
  readonly selector: Include<Record<string, string>>;
  /** The labels of pods: without the chart's version, which would replace all pods with each new version of the chart. */
  readonly podLabels: Include<Record<string, string>>;
  /** The labels of objects: those of pods and the chart's version. */
  readonly labels: Include<Record<string, string>>;

  constructor(stack: Pick<AnyStack, 'chart' | 'namedMap'>, props: ComponentProps) {
    this.name = props.name;
    const identity = {
      'app.kubernetes.io/name': props.appName,
      'app.kubernetes.io/instance': releaseName,
      ...(props.component === undefined ? {} : { 'app.kubernetes.io/component': props.component }),
    };
    const byApp = props.appLabel !== undefined;
    const named = (what: string) =>
      props.helper === '' ? what : `${props.helper}${what.charAt(0).toUpperCase()}${what.slice(1)}`;
    this.selector = stack.namedMap(
      named('selectorLabels'),
      'What pods are selected by. It must never change.',
      byApp ? { app: props.appLabel } : identity,
    );
    this.podLabels = stack.namedMap(
      named('podLabels'),
      'The labels of pods.',
      merged(this.selector, {
        ...(byApp ? identity : {}),
        'app.kubernetes.io/part-of': stack.chart.name,
        'app.kubernetes.io/version': props.version ?? appVersion,
      }),
    );
    this.labels = stack.namedMap(
      named('labels'),
      'The labels of objects.',
      merged(this.podLabels, { 'helm.sh/chart': text`${chartName}-${chartVersion}` }),
    );
  }

  /**
   * The metadata of an object.
   *
   * @param ending what the object's name ends in, such as `-config`
   */
  metadata(ending = '', annotations?: Templated<Record<string, string>>) {
    return {
      name: ending === '' ? this.name : text`${this.name}${ending}`,
      namespace: releaseNamespace,
      labels: this.labels,
      annotations,
    } satisfies Templated<ObjectMeta>;
  }
}
