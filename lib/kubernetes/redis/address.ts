import { literal, type Expr, type Ref } from '../../engine/template/expression';
import { and, asString, not, or, orElse, text, type Condition } from '../../engine/template/operators';
import { choose } from '../../engine/template/tree';
import { fromElsewhere } from '../secret-source';
import type { AnyStack } from '../stack';
import { REDIS_PORT, type externalRedisValues, type redisValues } from './values';

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
  /** The key of the password in that Secret. */
  readonly passwordKey: Expr<string>;
}

type Bundled = Pick<Ref<typeof redisValues>, 'enabled' | 'auth'>;

/**
 * The address of Redis where the external one has a section of values of its own.
 *
 * @param name of the bundled one
 */
export function eitherAddress(
  stack: AnyStack,
  name: Expr<string>,
  bundled: Bundled,
  external: Ref<typeof externalRedisValues>,
): RedisAddress {
  const host = stack.namedString('redisHost', 'Host of Redis.', choose(bundled.enabled, name, external.host));
  const reachedPort = stack.namedInteger(
    'redisPort',
    'Port of Redis.',
    choose(bundled.enabled, REDIS_PORT, external.port),
  );
  const database = stack.namedString(
    'redisDatabase',
    'Database number of Redis.',
    choose(bundled.enabled, '0', asString(external.database)),
  );
  const tls = stack.namedString(
    'redisTls',
    'Whether the connection to Redis uses TLS.',
    choose(bundled.enabled, 'false', asString(external.tls)),
  );
  const externalProtected = stack.namedCondition(
    'externalRedisProtected',
    'Whether an external Redis is used and has a password.',
    and(not(bundled.enabled), or(external.password, fromElsewhere(external))),
  );
  return {
    host,
    port: reachedPort,
    database,
    tls,
    protected: stack.namedCondition(
      'redisProtected',
      'Whether Redis has a password.',
      or(and(bundled.enabled, bundled.auth.enabled), externalProtected),
    ),
    passwordSecret: stack.namedString(
      'redisPasswordSecret',
      'Secret with the password of Redis.',
      choose(
        bundled.enabled,
        orElse(bundled.auth.existingSecret, name),
        orElse(external.existingSecret, name),
      ),
    ),
    passwordKey: stack.namedString(
      'redisPasswordKey',
      'Key of the password of Redis in that Secret.',
      choose(bundled.enabled, bundled.auth.existingSecretKeys.password, external.existingSecretKeys.password),
    ),
  };
}

/**
 * The address of Redis where the same values are for a bundled one and for an external one.
 *
 * @param name of the bundled one, which is the host of the external one too
 */
export function addressOfValues(
  stack: AnyStack,
  name: Expr<string>,
  bundled: Bundled,
  servicePort: Expr<number> = literal(REDIS_PORT),
): RedisAddress {
  return {
    host: name,
    port: servicePort,
    database: literal('0'),
    tls: literal('false'),
    protected: bundled.auth.enabled,
    passwordSecret: stack.namedString(
      'redisPasswordSecret',
      'Secret with the password of Redis.',
      orElse(bundled.auth.existingSecret, text`${stack.fullname}-redis`),
    ),
    passwordKey: bundled.auth.existingSecretKeys.password,
  };
}
