import { text } from '../../engine/template/operators';
import { choose, eachEntry, when } from '../../engine/template/tree';
import { secretEnv, userEnv, type Env } from '../../kubernetes/env';
import type { Program } from './program';
import type { ProgramValues } from './program-values';

/** Environment variables from the values `env` and `secretEnv`. */
export function programEnv({ env, secretEnv: sources }: ProgramValues) {
  return [
    userEnv(env),
    eachEntry(sources, { key: 'name', entry: 'source' }, (name, { secret, key }) =>
      secretEnv(name, secret, key),
    ),
  ];
}

/** Environment variables with which an init container fills in the configuration file of a program: the databases' and its own. */
export function configurationEnv(program: Program): Env[] {
  const { file, port, values } = program;
  return [
    { name: 'FILE', value: file },
    ...(port === undefined ? [] : [{ name: 'PORT', value: text`${port}` }]),
    when(values.uses.mysql, mysqlEnv(program)),
    when(values.uses.redis, redisEnv(program)),
    ...programEnv(values),
  ];
}

function mysqlEnv({ stack, databases: { mysql } }: Program): Env[] {
  const { database, username } = stack.values.infrastructure.mysql.auth;
  return [
    { name: 'MYSQL_HOST', value: mysql.host },
    { name: 'MYSQL_PORT', value: text`${mysql.port}` },
    { name: 'MYSQL_DATABASE', value: database },
    { name: 'MYSQL_USERNAME', value: username },
    mysql.passwordVariable('MYSQL_PASSWORD'),
  ];
}

/** Environment variables with the address and the password of Redis. */
export function redisEnv({ databases: { redis } }: Program): Env[] {
  const noPassword = { name: 'REDIS_PASSWORD', value: '' };
  return [
    { name: 'REDIS_HOST', value: redis.host },
    { name: 'REDIS_PORT', value: text`${redis.port}` },
    choose(redis.protected, redis.passwordVariable('REDIS_PASSWORD'), noPassword),
  ];
}
