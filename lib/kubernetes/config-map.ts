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

/** Adds a ConfigMap of a component, and returns its name. */
export function addConfigMap(
  scope: Construct,
  component: Component,
  data: Templated<Record<string, string>>,
  { suffix = '-config', id = 'configmap', when }: ConfigMapOptions = {},
): Expr<string> {
  const metadata = component.metadata(suffix);
  Resource.of(when === undefined ? scope : new OnlyIf(scope, `${id}-if`, when), id, {
    of: k8s.KubeConfigMap,
    manifest: { metadata, data },
  });
  return metadata.name;
}
