import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import type { Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import type { Templated } from '../engine/template/tree';
import type { Component, Metadata } from './component';
import type { Configuration } from './config-map';
import * as k8s from './k8s';

/** Name and condition of a Secret, or of what makes it. */
export interface SecretOptions {
  /** The suffix of its name, such as `-secret`. @default - it is named as the component is */
  readonly suffix?: string | undefined;
  /** Its whole name, instead of that of the component with the suffix. */
  readonly name?: Expr<string> | undefined;
  /** What its template is called. @default 'secret' */
  readonly id?: string;
  /** Whether it is created: usually unless it is from elsewhere, see `fromElsewhere`. */
  readonly when: Condition;
}

/** Adds a Secret with strings from the values. */
export function addSecret(
  scope: Construct,
  component: Component,
  stringData: Templated<Record<string, string>>,
  { suffix, name, id = 'secret', when }: SecretOptions,
): Configuration {
  const metadata = secretMetadata(component, { suffix, name });
  const resource = Resource.of(new OnlyIf(scope, `${id}-if`, when), id, {
    of: k8s.KubeSecret,
    manifest: { metadata, type: 'Opaque', stringData },
  });
  return {
    name: metadata.name,
    get data() {
      return resource.field('stringData');
    },
  };
}

/** The metadata of a Secret, or of what makes it. */
export function secretMetadata(
  component: Component,
  { suffix, name }: Pick<SecretOptions, 'suffix' | 'name'>,
): Metadata {
  const metadata = component.metadata(suffix);
  return name === undefined ? metadata : { ...metadata, name };
}
