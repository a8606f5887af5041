import type { Construct } from 'constructs';
import { TINY_RESOURCES, waitForPort } from '../../kubernetes/container';
import { secretEnv, userEnv } from '../../kubernetes/env';
import * as k8s from '../../kubernetes/k8s';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import type { Expr } from '../../engine/template/expression';
import { greaterThan, hasKey, text } from '../../engine/template/operators';
import { ForEachEntry } from '../../engine/template/scopes';
import { StackTemplate } from '../../engine/template/stack-template';
import { choose, eachEntry, when, type Tree } from '../../engine/template/tree';
import { FILL_IN } from './configuration';
import type { Program } from './program';
import type { ProgramValues } from './program-values';
import type { McpBoxStack } from './values';

/** What comes before the program: waiting for what it uses, and filling in its configuration. */
export function preparations(program: Program) {
  const { uses } = program.values;
  return [
    when(uses.mysql, waitFor(program, 'mysql')),
    when(uses.redis, waitFor(program, 'redis')),
    when(program.configuration, fillIn(program)),
  ];
}

/** The volumes of its configuration: the file as it is written down, and as it is filled in. */
export function configurationVolumes({ stack, configuration, template, file }: Program) {
  return when(configuration, [
    // In memory: there is a password in the file.
    { name: 'config', emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('1Mi') } },
    {
      name: 'templates',
      configMap: { name: text`${stack.fullname}-config`, items: [{ key: template, path: file }] },
    },
  ]);
}

/** The pod's security context. */
export function podSecurity({ security }: ProgramValues) {
  return {
    ...restrictedPod(security.runAsUser),
    runAsNonRoot: choose(greaterThan(security.runAsUser, 0), true, false),
  };
}

/** The container's security context. */
export function containerSecurity({ security }: ProgramValues) {
  return { ...restrictedContainer, readOnlyRootFilesystem: security.readOnlyRootFilesystem };
}

/** The image of the containers that come first. */
export function helperImage({ values }: McpBoxStack): Expr<string> {
  const { repository, tag } = values.infrastructure.helper;
  return text`${repository}:${tag}`;
}

function helper({ stack }: Program) {
  return {
    image: helperImage(stack),
    imagePullPolicy: stack.values.global.imagePullPolicy,
    resources: TINY_RESOURCES,
    securityContext: restrictedContainer,
  };
}

/** The databases come first. A Service leads nowhere until its pod is ready, so an open port means a database in order. */
function waitFor(program: Program, database: 'mysql' | 'redis') {
  const { host, port } = program.databases[database];
  return {
    name: `wait-for-${database}`,
    ...helper(program),
    command: waitForPort(),
    env: [
      { name: 'HOST', value: host },
      { name: 'PORT', value: text`${port}` },
    ],
  };
}

function fillIn(program: Program) {
  const { file, port, values } = program;
  return {
    name: 'configuration',
    ...helper(program),
    command: ['sh', '-c', FILL_IN],
    env: [
      { name: 'FILE', value: file },
      ...(port === undefined ? [] : [{ name: 'PORT', value: text`${port}` }]),
      when(values.uses.mysql, mysqlVariables(program)),
      when(values.uses.redis, redisVariables(program)),
      ...ownVariables(values),
    ],
    volumeMounts: [
      { name: 'templates', mountPath: '/templates', readOnly: true },
      { name: 'config', mountPath: '/config' },
    ],
  };
}

function mysqlVariables({ stack, databases: { mysql } }: Program): Tree[] {
  const { database, username } = stack.values.infrastructure.mysql.auth;
  return [
    { name: 'MYSQL_HOST', value: mysql.host },
    { name: 'MYSQL_PORT', value: text`${mysql.port}` },
    { name: 'MYSQL_DATABASE', value: database },
    { name: 'MYSQL_USERNAME', value: username },
    mysql.passwordVariable('MYSQL_PASSWORD'),
  ];
}

function redisVariables({ databases: { redis } }: Program): Tree[] {
  const none = { name: 'REDIS_PASSWORD', value: '' };
  return [
    { name: 'REDIS_HOST', value: redis.host },
    { name: 'REDIS_PORT', value: text`${redis.port}` },
    choose(redis.protected, redis.passwordVariable('REDIS_PASSWORD'), none),
  ];
}

/** The variables that the user gives. */
export function ownVariables({ env, secretEnv: fromSecrets }: ProgramValues) {
  return [
    userEnv(env),
    eachEntry(fromSecrets, { key: 'name', entry: 'source' }, (name, { secret, key }) =>
      secretEnv(name, secret, key),
    ),
  ];
}

/** The container's resources. */
export function resourcesOf({ resources: { limits, requests } }: ProgramValues) {
  return {
    limits: { cpu: limits.cpu as Expr<string>, memory: limits.memory as Expr<string> },
    requests: { cpu: requests.cpu as Expr<string>, memory: requests.memory as Expr<string> },
  };
}

/** Refuses variables that are given twice, which a server-side apply does not take. */
export function refuseVariablesTwice(
  scope: Construct,
  path: Expr<string> | string,
  { env, secretEnv }: ProgramValues,
): void {
  const loop = new ForEachEntry(scope, 'variables', secretEnv, { key: 'variable', entry: 'source' });
  StackTemplate.of(scope).refuseWithin(
    loop,
    text`${path}.secretEnv.${loop.key}`,
    'is in env too; give it once.',
    hasKey(env, loop.key),
  );
}
