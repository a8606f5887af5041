import type { Expr } from '../../engine/template/expression';
import { either, orElse, text, type Condition } from '../../engine/template/operators';
import { isDefaultOfRenamed } from '../../kubernetes/component';
import type { OwnHost } from '../../kubernetes/route';
import type { Databases } from './databases';
import { globalOf } from './global';
import type { ServiceEntry } from './service-values';
import type { McpBoxStack } from './values';

/** A name of objects in the release that no service may have. */
export interface ReservedName {
  /** What has the name, to follow "is also the name of". */
  readonly owner: string;
  readonly name: Expr<string>;
  /** Whether the owner is deployed. */
  readonly when: Condition;
  /** Path of the value with the name. @default - none: the name is derived from that of the release */
  readonly path?: string;
}

/** Names of the databases. */
export function databaseNames({ values }: McpBoxStack, { mysql, redis }: Databases): ReservedName[] {
  const { infrastructure } = values;
  return [
    {
      owner: 'MySQL',
      name: mysql.host,
      when: infrastructure.mysql.enabled,
      path: 'infrastructure.mysql.service.name',
    },
    {
      owner: 'Redis',
      name: redis.host,
      when: infrastructure.redis.enabled,
      path: 'infrastructure.redis.service.name',
    },
  ];
}

/**
 * Name of a service and of its objects.
 *
 * @param key of the service under `services`
 */
export function serviceName(stack: McpBoxStack, key: Expr<string>, { name }: ServiceEntry): Expr<string> {
  const standard = text`mcp-${key}`;
  const given = orElse(name, standard);
  return either(isDefaultOfRenamed(stack, given, standard), text`${stack.fullname}-${key}`, given);
}

/**
 * Host of the OpenShift Route of a service.
 *
 * @param key of the service under `services`
 */
export function hostOfRoute(stack: McpBoxStack, key: Expr<string>, { route }: ServiceEntry): OwnHost {
  const host = orElse(route.host, text`${key}.${globalOf(stack).domain}`);
  return { host, generateHost: route.generateHost };
}

/**
 * Host of the Ingress of a service.
 *
 * @param key of the service under `services`
 */
export function ingressHost(stack: McpBoxStack, key: Expr<string>, { ingress }: ServiceEntry): Expr<string> {
  return orElse(ingress.host, text`${key}.${globalOf(stack).domain}`);
}
