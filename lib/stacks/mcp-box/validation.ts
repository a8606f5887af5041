import type { Construct } from 'constructs';
import type { Expr } from '../../engine/template/expression';
import {
  and,
  asJson,
  equal,
  greaterThan,
  hasKey,
  lengthOf,
  matches,
  not,
  or,
  text,
  type Condition,
} from '../../engine/template/operators';
import { ForEachEntry, Named, OnlyIf } from '../../engine/template/scopes';
import { StackTemplate } from '../../engine/template/stack-template';
import { validateResources, validatePods } from '../../kubernetes/validation';
import { hostOfRoute, ingressHost, type ReservedName } from './names';
import type { Service } from './program';
import type { ProgramValues } from './program-values';
import type { McpBoxStack } from './values';

const UNIQUE_NAMES = 'use unique names.';

/** Validates values of all pods. */
export function validate(stack: McpBoxStack): void {
  validatePods(stack, stack.values);
  const { infrastructure, monitoring } = stack.values;
  validateResources(stack, 'infrastructure.helper.resources', infrastructure.helper.resources);
  for (const database of ['mysql', 'redis'] as const) {
    const path = `monitoring.prometheus.exporters.${database}.resources`;
    validateResources(stack, path, monitoring.prometheus.exporters[database].resources);
  }
}

/** Rejects a database with the name of another object outside of the services. */
export function validateReservedNames(stack: McpBoxStack, names: readonly ReservedName[]): void {
  names.forEach((one, index) => {
    for (const other of names.slice(index + 1)) {
      // The sentence is about a name that can be changed; if both can, about the later one.
      const [renamed, kept] = other.path === undefined ? [one, other] : [other, one];
      if (renamed.path === undefined) continue;
      stack.addValidationWithin(
        new OnlyIf(stack, `${one.owner} beside ${other.owner}`, and(one.when, other.when)),
        renamed.path,
        `is also the name of ${kept.owner}; ${UNIQUE_NAMES}`,
        equal(renamed.name, kept.name),
      );
    }
  });
}

/**
 * Validates a service, and the service together with the others.
 *
 * @param names that the service may not have
 */
export function validateService(service: Service, names: readonly ReservedName[]): void {
  const { stack, key, values, scope } = service;
  stack.addValidationWithin(
    scope,
    text`services.${key}.name`,
    'is absent, and the name that derives from the release is longer than 63 characters; set it.',
    greaterThan(lengthOf(service.component.name), 63),
  );
  validateNames(service, names);
  validateSingleHost(service);
  validateSharedStorage(service);
  validateResources(scope, text`services.${key}.resources`, values.resources);
  validateVariables(scope, text`services.${key}`, values);
  stack.addValidationWithin(
    scope,
    text`services.${key}.config.mountPath`,
    'is /tmp, the mount path of another volume; use another directory.',
    matches(values.config.mountPath, /^\/tmp\/?$/),
  );
}

/** Rejects variables in both `env` and `secretEnv`, which a server-side apply does not accept. */
export function validateVariables(
  scope: Construct,
  path: Expr<string> | string,
  { env, secretEnv }: ProgramValues,
): void {
  const loop = new ForEachEntry(scope, 'variables', secretEnv, { key: 'variable', entry: 'source' });
  StackTemplate.of(scope).addValidationWithin(
    loop,
    text`${path}.secretEnv.${loop.key}`,
    'is also set in env; set it in one of the two.',
    hasKey(env, loop.key),
  );
}

/**
 * Rejects two services with one name, a service with the name of another object, and two services with one host and path. Helm
 * would only fail on two objects with one identity during the installation, and an Ingress controller would pick one of two
 * services at its own discretion.
 */
function validateNames(service: Service, names: readonly ReservedName[]): void {
  const { stack, key, component, scope } = service;
  const path = text`services.${key}.name`;
  for (const { owner, name, when } of names) {
    const reason = `is also the name of ${owner}; ${UNIQUE_NAMES}`;
    stack.addValidationWithin(scope, path, reason, when, equal(component.name, name));
  }
  stack.addUniqueWithin(
    scope,
    { name: 'names', value: component.name, key },
    (earlier) => text`services.${earlier}.name and ${path}`,
    `are identical; ${UNIQUE_NAMES}`,
  );
  validateWaysIn(service);
}

/** Rejects two services with one host and path in the same kind of way in. */
function validateWaysIn({ stack, key, values, scope }: Service): void {
  const reject = (
    kind: 'ingress' | 'httpRoute' | 'route',
    name: string,
    when: Condition,
    value: Expr<string>,
  ): void => {
    const address = new Named(new OnlyIf(scope, name, and(values[kind].enabled, when)), 'address', value);
    stack.addUniqueWithin(
      address,
      { name, value: address.reference, key },
      (earlier) => text`services.${earlier}.${kind} and services.${key}.${kind}`,
      'have the same host and path; change one of them.',
    );
  };
  const { ingress, httpRoute, route } = values;
  // No host contains "/", with which paths begin.
  const single = text`${ingressHost(stack, key, values)}${ingress.path}`;
  reject('ingress', 'ingresses', not(ingress.hosts), single);
  reject('ingress', 'ingressLists', ingress.hosts, asJson(ingress.hosts));
  const routed = text`${asJson(httpRoute.hostnames)}${asJson(httpRoute.rules)}`;
  reject('httpRoute', 'httpRoutes', httpRoute.hostnames, routed);
  const own = text`${hostOfRoute(stack, key, values).host}${route.path}`;
  reject('route', 'routes', not(route.generateHost), own);
}

/** Rejects values of the single host of an Ingress beside a list of hosts, where they would have no effect. */
function validateSingleHost({ stack, key, values, scope }: Service): void {
  const { host, hosts, tlsSecret } = values.ingress;
  for (const [name, value, other] of [
    ['host', host, 'hosts'],
    ['tlsSecret', tlsSecret, 'tls'],
  ] as const)
    stack.addValidationWithin(
      scope,
      text`services.${key}.ingress.${name}`,
      `is set and so is hosts, which takes the place of the single host; use ${other}, or remove hosts.`,
      value,
      hosts,
    );
}

/** Rejects a service that cannot mount the shared volume as its values say. */
function validateSharedStorage({ stack, key, values, scope }: Service): void {
  const { init, sharedStorage } = stack.values;
  const path = text`services.${key}.sharedStorage`;
  const mounted = new OnlyIf(scope, 'sharedStorage', values.sharedStorage);
  stack.addValidationWithin(
    mounted,
    path,
    'is true although sharedStorage.enabled is false; set sharedStorage.enabled to true.',
    not(sharedStorage.enabled),
  );
  stack.addValidationWithin(
    scope,
    text`services.${key}.sharedFolders`,
    'contains folders of a volume that the service does not mount; set its sharedStorage to true.',
    values.sharedFolders,
    not(values.sharedStorage),
  );
  for (const [owner, directory] of [
    ['its configuration file', values.config.mountPath],
    ['the shared volume itself', sharedStorage.mountPath],
  ] as const) {
    stack.addValidationWithin(
      mounted,
      text`services.${key}.sharedFolders`,
      `contains the mount path of ${owner}; use another directory.`,
      hasKey(values.sharedFolders, directory),
    );
  }
  stack.addValidationWithin(
    mounted,
    'sharedStorage.mountPath',
    'is the mount path of another volume of a service; use another directory.',
    or(equal(sharedStorage.mountPath, values.config.mountPath), equal(sharedStorage.mountPath, '/tmp')),
  );
  const exclusive = new OnlyIf(mounted, 'readWriteOnce', equal(sharedStorage.accessMode, 'ReadWriteOnce'));
  const requirement = 'this requires sharedStorage.accessMode ReadWriteMany.';
  stack.addValidationWithin(
    exclusive,
    path,
    `is true for multiple replicas; ${requirement}`,
    or(values.autoscaling.enabled, values.keda.enabled, greaterThan(values.replicas, 1)),
  );
  // The Job of an upgrade would wait for the volume as long as the service runs.
  stack.addValidationWithin(
    exclusive,
    path,
    `is true together with init.sharedStorage; ${requirement}`,
    init.enabled,
    init.sharedStorage,
  );
  stack.addUniqueWithin(
    exclusive,
    { name: 'sharing', value: sharedStorage.accessMode, key },
    (earlier) => text`services.${earlier}.sharedStorage`,
    `is true together with that of another service; ${requirement}`,
  );
}
