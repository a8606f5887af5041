import { literal, type Expr, type Ref } from '../../engine/template/expression';
import { and, asText, not, or, orElse, text, type Condition } from '../../engine/template/operators';
import { choose } from '../../engine/template/tree';
import { REDIS_PORT, type externalRedisValues, type redisValues } from './values';
import type { AnyStack } from '../stack';

/** How Redis is reached. */
export interface RedisAddress {
  readonly host: Expr<string>;
  readonly port: Expr<number>;
  readonly database: Expr<string>;
  readonly tls: Expr<string>;
  /** Whether there is a password. */
  readonly protected: Condition;
  /** The Secret that the password is in. */
  readonly passwordSecret: Expr<string>;
}

type Inside = Pick<Ref<typeof redisValues>, 'enabled' | 'auth'>;

/**
 * How Redis is reached where a section of its own says it for one outside.
 *
 * @param name that of the one inside
 */
export function eitherAddress(
  stack: AnyStack,
  name: Expr<string>,
  inside: Inside,
  outside: Ref<typeof externalRedisValues>,
): RedisAddress {
  const host = stack.namedText('redisHost', 'The host of Redis.', choose(inside.enabled, name, outside.host));
  const reachedPort = stack.namedNumber(
    'redisPort',
    'The port of Redis.',
    choose(inside.enabled, REDIS_PORT, outside.port),
  );
  const database = stack.namedText(
    'redisDatabase',
    'The database of Redis.',
    choose(inside.enabled, '0', asText(outside.database)),
  );
  const tls = stack.namedText(
    'redisTls',
    'Whether Redis is reached with TLS.',
    choose(inside.enabled, 'false', asText(outside.tls)),
  );
  const outsideProtected = stack.namedCondition(
    'redisOutsideProtected',
    'Whether a Redis outside the release is used and has a password.',
    and(not(inside.enabled), or(outside.password, outside.existingSecret)),
  );
  return {
    host,
    port: reachedPort,
    database,
    tls,
    protected: stack.namedCondition(
      'redisProtected',
      'Whether Redis has a password.',
      or(and(inside.enabled, inside.auth.enabled), outsideProtected),
    ),
    passwordSecret: stack.namedText(
      'redisPasswordSecret',
      'The Secret with the password of Redis.',
      choose(inside.enabled, orElse(inside.auth.existingSecret, name), orElse(outside.existingSecret, name)),
    ),
  };
}

/**
 * How Redis is reached where the same values say it for one inside and one outside.
 *
 * @param name that of the one inside, which is the host of the one outside too
 */
export function addressOfValues(
  stack: AnyStack,
  name: Expr<string>,
  inside: Inside,
  servicePort: Expr<number> = literal(REDIS_PORT),
): RedisAddress {
  return {
    host: name,
    port: servicePort,
    database: literal('0'),
    tls: literal('false'),
    protected: inside.auth.enabled,
    passwordSecret: stack.namedText(
      'redisPasswordSecret',
      'The Secret with the password of Redis.',
      orElse(inside.auth.existingSecret, text`${stack.fullname}-redis`),
    ),
  };
}
