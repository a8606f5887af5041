import type { Expr } from '../../engine/template/expression';
import { and, equal, orElse, text, type Condition } from '../../engine/template/operators';
import { Named, OnlyIf } from '../../engine/template/scopes';
import type { Databases } from './databases';
import type { Others } from './others';
import type { Service } from './program';
import type { McpBoxStack } from './values';

/** What objects of the release are named that are none of a service's, where a service could have the same name. */
export interface OwnName {
  /** What is named so, to follow "is the name of". */
  readonly of: string;
  readonly name: Expr<string>;
  /** Whether it is there. */
  readonly when: Condition;
  /** The value that says the name. @default - none: it follows the name of the release */
  readonly path?: string;
}

const WAY = 'give each a name of its own.';

/** The names of the databases. */
export function namesOfDatabases({ values }: McpBoxStack, { mysql, redis }: Databases): OwnName[] {
  const { infrastructure } = values;
  return [
    {
      of: 'MySQL',
      name: mysql.host,
      when: infrastructure.mysql.enabled,
      path: 'infrastructure.mysql.service.name',
    },
    {
      of: 'Redis',
      name: redis.host,
      when: infrastructure.redis.enabled,
      path: 'infrastructure.redis.service.name',
    },
  ];
}

/** Refuses a database that has the name of something else beside the services. */
export function refuseSameNames(stack: McpBoxStack, names: readonly OwnName[]): void {
  names.forEach((one, index) => {
    for (const other of names.slice(index + 1)) {
      // Of two that can be renamed, the later one is to be.
      const [renamed, kept] = other.path === undefined ? [one, other] : [other, one];
      if (renamed.path === undefined) continue;
      stack.refuseWithin(
        new OnlyIf(stack, `${one.of} beside ${other.of}`, and(one.when, other.when)),
        renamed.path,
        `is the name of ${kept.of} too; ${WAY}`,
        equal(renamed.name, kept.name),
      );
    }
  });
}

/** The host of a service's Ingress. */
export function hostOf({ stack, key, values }: Pick<Service, 'stack' | 'key' | 'values'>): Expr<string> {
  return orElse(values.ingress.host, text`${key}.${stack.values.global.domain}`);
}

/**
 * Refuses two services of one name, a service with the name of something else, and two services at one address. Helm would find
 * two objects of one identity only when it installs them, and an Ingress controller takes one of two addresses as it likes.
 */
export function refuseSameName(service: Service, others: Others, names: readonly OwnName[]): void {
  const { stack, key, values, component, scope } = service;
  const path = text`services.${key}.name`;
  for (const { of, name, when } of names) {
    stack.refuseWithin(scope, path, `is the name of ${of} too; ${WAY}`, when, equal(component.name, name));
  }
  stack.refuseWithin(
    others.scope,
    text`services.${key}.name and services.${others.key}.name`,
    `are the same; ${WAY}`,
    equal(component.name, others.name),
  );
  const both = new OnlyIf(
    others.scope,
    'exposed',
    and(values.ingress.enabled, others.values.ingress.enabled),
  );
  const host = new Named(both, 'host', hostOf(service));
  const otherHost = new Named(host, 'otherHost', hostOf({ stack, ...others }));
  stack.refuseWithin(
    otherHost,
    text`services.${key}.ingress and services.${others.key}.ingress`,
    'have the same host and path; change one of them.',
    equal(host.reference, otherHost.reference),
    equal(values.ingress.path, others.values.ingress.path),
  );
}
