import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import type { Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import type { Templated } from '../engine/template/tree';
import type { Component } from './component';
import * as k8s from './k8s';

/** Name and condition of a ConfigMap. */
export interface ConfigMapOptions {
  /** The suffix of its name. @default '-config' */
  readonly suffix?: string;
  /** What its template is called. @default 'configmap' */
  readonly id?: string;
  /** Whether it is created. @default - always */
  readonly when?: Condition;
}

/** A ConfigMap or a Secret, for the pods that read it. */
export interface Configuration {
  readonly name: Expr<string>;
  /**
   * What is in it, as it is rendered; nothing where it is not created. Pods read it only at their start, so they are replaced when it
   * changes, see `PodOptions.restartOn`.
   *
   * @throws AuthorError in a loop, where there is more than one of it
   */
  readonly data: Expr<Readonly<Record<string, string>>>;
}

/** Adds a ConfigMap of a component. */
export function addConfigMap(
  scope: Construct,
  component: Component,
  data: Templated<Record<string, string>>,
  { suffix = '-config', id = 'configmap', when }: ConfigMapOptions = {},
): Configuration {
  const metadata = component.metadata(suffix);
  const resource = Resource.of(when === undefined ? scope : new OnlyIf(scope, `${id}-if`, when), id, {
    of: k8s.KubeConfigMap,
    manifest: { metadata, data },
  });
  return {
    name: metadata.name,
    get data() {
      return resource.field('data');
    },
  };
}
