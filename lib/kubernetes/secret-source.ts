import type { Construct } from 'constructs';
import { ExternalSecret } from '../../imports/external-secrets.io';
import type { Expr, Ref } from '../engine/template/expression';
import { and, equal, not, or, type Condition } from '../engine/template/operators';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { neverEmpty, when, type Templated } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { optional, type JsonObject } from '../engine/values/declaration';
import { objectName, secretKey } from '../engine/values/names';
import { interval } from '../engine/values/numbers';
import { boolean, oneOf } from '../engine/values/scalars';
import { apiObject } from './api-object';
import type { Component } from './component';
import type { Configuration } from './config-map';
import { addCustomResource } from './custom-resource';
import { addSecret, secretMetadata, type SecretOptions } from './secret';
import { pathOf } from './validation';

/** The keys of a Secret, by the value that each of them has where the chart makes it: `{ jwtSecret: 'JWT_SECRET' }`. */
export type SecretKeys = Readonly<Record<string, string>>;

/**
 * The values of a Secret that is not made of values: which keys an existing one has, named by `existingSecret`, and where the External
 * Secrets Operator gets the content of one that it makes.
 *
 * @param keys of the Secret where the chart makes it, and by default of an existing one
 */
export function secretSourceValues<const K extends SecretKeys>(keys: K) {
  return {
    existingSecretKeys: section(
      'Keys of the existing Secret.',
      forEach(keys, (name, key) => secretKey(key, `Key in place of ${name}.`)),
    ),
    externalSecret: section(
      'ExternalSecret in place of existingSecret, of which the External Secrets Operator makes the Secret; requires the operator.',
      {
        enabled: boolean(false, 'Create an ExternalSecret.'),
        secretStoreRef: section('Store with the content.', {
          name: objectName('', 'Name of the store; required.'),
          kind: oneOf('SecretStore', 'Kind of the store.', ['SecretStore', 'ClusterSecretStore']),
        }),
        refreshInterval: interval('1h', 'Time until the store is read again; 0s to read it once.'),
        remoteRefs: section(
          'Entries of the store, in the format of the operator.',
          forEach(keys, (name, key) =>
            optional({
              ...apiObject('ExternalSecretRemoteRef', `Entry in place of ${name}.`, REMOTE_REFS),
              examples: [{ key: 'prod/ai-gateway', property: key }],
            }),
          ),
        ),
      },
    ),
  };
}

function forEach<K extends SecretKeys, D>(keys: K, declare: (name: string, key: string) => D) {
  return Object.fromEntries(Object.entries(keys).map(([name, key]) => [name, declare(name, key)])) as {
    readonly [N in keyof K]: D;
  };
}

const REMOTE_REFS = [
  { key: 'prod/ai-gateway', property: 'password' },
  { key: 'ai-gateway', version: '2' },
  { key: 'kv/gateway', decodingStrategy: 'Base64' },
];

/** The values that say where a Secret comes from, as references. */
export interface SecretSource<N extends string> extends Elsewhere {
  readonly existingSecretKeys: Readonly<Record<N, Expr<string>>>;
  readonly externalSecret: Elsewhere['externalSecret'] & {
    readonly remoteRefs: Readonly<Record<N, Expr<JsonObject>>>;
  };
}

interface Elsewhere {
  readonly existingSecret: Expr<string>;
  readonly externalSecret: Pick<ExternalSecretRef, 'enabled' | 'refreshInterval' | 'secretStoreRef'>;
}

type ExternalSecretRef = Ref<ReturnType<typeof secretSourceValues>['externalSecret']>;

/** Whether a Secret is not made of values: it is there already, or the External Secrets Operator makes it. */
export function fromElsewhere({ existingSecret, externalSecret }: Elsewhere): Condition {
  return or(existingSecret, externalSecret.enabled);
}

/** The Secret that an ExternalSecret makes; both have the same name. */
export interface ExternalSecretOptions<N extends string> extends Omit<SecretOptions, 'when'> {
  readonly source: SecretSource<NoInfer<N>>;
  /** The keys of the Secret. One without an entry of the store is not there. */
  readonly keys: Readonly<Record<N, string>>;
  /** Whether the Secret is needed. @default - always */
  readonly when?: Condition;
}

/** Adds the ExternalSecret that a Secret of a component comes from, while it is enabled. */
export function addExternalSecret<N extends string>(
  scope: Construct,
  component: Component,
  { source, keys, id = 'externalsecret', when: needed, ...name }: ExternalSecretOptions<N>,
): void {
  const { enabled, refreshInterval, remoteRefs, secretStoreRef } = source.externalSecret;
  const metadata = secretMetadata(component, name);
  const own = new OnlyIf(scope, `${id}-if`, needed === undefined ? enabled : and(needed, enabled));
  addCustomResource(own, id, pathOf(enabled), {
    of: ExternalSecret,
    manifest: {
      metadata,
      spec: {
        refreshInterval,
        secretStoreRef: { name: secretStoreRef.name, kind: secretStoreRef.kind },
        target: { name: metadata.name },
        // Never empty: those that pods need are required.
        data: neverEmpty(
          (Object.keys(keys) as N[]).map((key) =>
            when(remoteRefs[key], { secretKey: keys[key], remoteRef: remoteRefs[key] }),
          ),
        ),
      },
    },
  });
}

/** Adds a Secret of a component, made of values or, in its place, the ExternalSecret that it comes from. */
export function addSecretFromSource<N extends string>(
  scope: Construct,
  component: Component,
  stringData: Templated<Record<string, string>>,
  { source, keys, when: needed, suffix, name }: Omit<ExternalSecretOptions<N>, 'id'>,
): Configuration {
  const ofValues = not(fromElsewhere(source));
  const options = { suffix, name, when: needed === undefined ? ofValues : and(needed, ofValues) };
  addExternalSecret<N>(scope, component, {
    source,
    keys,
    suffix,
    name,
    ...(needed === undefined ? {} : { when: needed }),
  });
  return addSecret(scope, component, stringData, options);
}

/** Which values of a Secret are checked. */
export interface SourceValidation<N extends string> {
  /** The path of the values, such as `redis.auth`. */
  readonly path: string;
  readonly keys: Readonly<Record<N, string>>;
  /** Values that need not be there. @default - none */
  readonly optional?: readonly NoInfer<N>[];
  /** The boolean `enabled` beside the values, without which the Secret has no effect. @default - it is always used */
  readonly enabled?: Condition;
}

/** Rejects a Secret from two places, one that has no effect, keys of an existing Secret where there is none, and an ExternalSecret without a store or an entry. */
export function validateSecretSource<N extends string>(
  scope: Construct,
  source: SecretSource<NoInfer<N>>,
  { path, keys, optional = [], enabled }: SourceValidation<N>,
): void {
  const stack = StackTemplate.of(scope);
  const { existingSecret, existingSecretKeys, externalSecret } = source;
  const external = `${path}.externalSecret`;
  const addValidation = (key: string, reason: string, ...conditions: readonly Condition[]) =>
    stack.addValidationWithin(scope, key, reason, ...conditions);
  addValidation(
    `${external}.enabled`,
    `is true and ${path}.existingSecret is set; set one of them.`,
    externalSecret.enabled,
    existingSecret,
  );
  if (enabled !== undefined) {
    const unused = unusedBeside(path);
    addValidation(`${path}.existingSecret`, `is set ${unused} leave it empty.`, not(enabled), existingSecret);
    addValidation(
      `${external}.enabled`,
      `is true ${unused} set it to false.`,
      not(enabled),
      externalSecret.enabled,
    );
  }
  addValidation(
    `${external}.secretStoreRef.name`,
    `is empty although ${external}.enabled is true; set the name of the store.`,
    externalSecret.enabled,
    not(externalSecret.secretStoreRef.name),
  );
  for (const name of Object.keys(keys) as N[]) {
    addValidation(
      `${path}.existingSecretKeys.${name}`,
      `is set although ${path}.existingSecret is empty; set that, or leave the key as it is.`,
      not(existingSecret),
      not(equal(existingSecretKeys[name], keys[name])),
    );
    if (optional.includes(name)) continue;
    addValidation(
      `${external}.remoteRefs.${name}`,
      `is empty although ${external}.enabled is true; set its key in the store.`,
      externalSecret.enabled,
      not(externalSecret.remoteRefs[name]),
    );
  }
}

/**
 * Rejects secrets among the values of a Secret that is from elsewhere, or that is not used: one of the two would have no effect.
 *
 * @param path of the values, such as `redis.auth`
 * @param inline the values that are the content of the Secret
 * @param enabled the boolean `enabled` beside the values, if there is one
 */
export function validateOneSource(
  scope: Construct,
  path: string,
  source: Elsewhere,
  inline: Readonly<Record<string, Condition>>,
  enabled?: Condition,
): void {
  const stack = StackTemplate.of(scope);
  for (const [key, value] of Object.entries(inline)) {
    if (enabled !== undefined)
      stack.addValidationWithin(
        scope,
        `${path}.${key}`,
        `is set ${unusedBeside(path)} leave it empty.`,
        not(enabled),
        value,
      );
    stack.addValidationWithin(
      scope,
      `${path}.${key}`,
      `is set and so is ${path}.existingSecret; set one of them.`,
      source.existingSecret,
      value,
    );
    stack.addValidationWithin(
      scope,
      `${path}.${key}`,
      `is set and ${path}.externalSecret.enabled is true; set one of them.`,
      source.externalSecret.enabled,
      value,
    );
  }
}

/** Whoever gives a password wants it to be asked for, so this is no preparation: what would be open is not what was meant. */
function unusedBeside(path: string): string {
  return `although ${path}.enabled is false, so it has no effect; set that to true, or`;
}
