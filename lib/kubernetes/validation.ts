import type { Construct, IConstruct } from 'constructs';
import { AuthorError } from '../engine/values/author-error';
import { NODE, type Expr } from '../engine/template/expression';
import {
  distinct,
  equal,
  exceeds,
  greaterThan,
  hasKey,
  lengthOf,
  matches,
  not,
  or,
  stringAt,
  text,
  type Condition,
} from '../engine/template/operators';
import { ForEachEntry, ForEachItem, OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import type { Scheduling } from './scheduling';
import type { AnyStack } from './stack';

/** The path of a value below another, for messages: `ingress.hosts`. */
export function below(path: string | Expr<string>, key: string): string | Expr<string> {
  return typeof path === 'string' ? `${path}.${key}` : text`${path}.${key}`;
}

/**
 * The path of a value of the user, for messages: `redis.persistence.size`.
 *
 * @throws AuthorError when it is no value of the user, or one in a loop, of which the loop knows the path
 */
export function pathOf(value: Expr<unknown>): string {
  const node = value[NODE];
  if (node.op !== 'path' || node.root !== 'Values')
    throw new AuthorError('A value of the user was expected; of any other, give the path.');
  return node.keys.join('.');
}

/** A value that is the name of a Service where a database is bundled, and a host where it is external. */
export interface ServiceOrHost {
  /** The path of the value, such as `infrastructure.mysql.service.name`. */
  readonly path: string;
  readonly value: Expr<string>;
  /** What the Service is called. */
  readonly name: Expr<string>;
  readonly bundled: Condition;
}

/** Rejects a name that is valid for an external host but not for a Service and a StatefulSet, and an external database without a host. */
export function validateServiceOrHost(stack: AnyStack, id: string, props: ServiceOrHost): void {
  const { path, value, name, bundled } = props;
  stack.addValidationWithin(
    new OnlyIf(stack, `${id}-bundled`, bundled),
    path,
    'must start with a letter and have no dot and at most 52 characters, since it names a Service.',
    matches(name, /^[^a-z]|[.]|^.{53}/),
  );
  stack.addValidation(
    path,
    'is empty although the bundled database is disabled; set the host of the external one.',
    not(bundled),
    not(value),
  );
}

/** The values of all pods of a stack. */
interface PodValues extends Pick<Scheduling, 'tolerations'> {
  readonly imagePullSecrets: Expr<readonly unknown[]>;
  readonly tests: { readonly resources: Resources };
}

/** Rejects combinations of values of pods that Kubernetes does not accept. */
export function validatePods(stack: AnyStack, values: PodValues): void {
  validateTolerations(stack, values);
  validatePullSecrets(stack, values.imagePullSecrets);
  validateResources(stack, 'tests.resources', values.tests.resources);
}

/** Rejects tolerations that Kubernetes does not accept. */
export function validateTolerations(stack: AnyStack, { tolerations }: Pick<Scheduling, 'tolerations'>): void {
  const loop = new ForEachItem(stack, 'tolerations', tolerations, 'toleration');
  const { key, operator, value, effect } = loop.item;
  const addValidation = (reason: string, ...conditions: Condition[]) =>
    stack.addValidationWithin(loop, 'tolerations', reason, ...conditions);
  addValidation(
    'has one without a key, which matches all taints; its operator must be Exists.',
    not(key),
    not(equal(operator, 'Exists')),
  );
  addValidation(
    'has one with the operator Exists and a value; remove the value.',
    equal(operator, 'Exists'),
    value,
  );
  addValidation(
    'has one with tolerationSeconds and an effect other than NoExecute; remove one of the two.',
    hasKey(loop.item, 'tolerationSeconds'),
    not(equal(effect, 'NoExecute')),
  );
}

/** Rejects a Secret that is listed twice, which a server-side apply does not accept. */
export function validatePullSecrets(stack: AnyStack, secrets: Expr<readonly unknown[]>): void {
  stack.addValidation(
    'imagePullSecrets',
    'names a Secret twice; name each once.',
    greaterThan(lengthOf(secrets), lengthOf(distinct(secrets))),
  );
}

/** The resources of a container among the values, by name. */
interface Resources {
  readonly limits: Expr<Readonly<Record<string, string | number>>>;
  readonly requests: Expr<Readonly<Record<string, string | number>>>;
}

/**
 * Rejects requests that Kubernetes does not accept beside the limits: any above its limit, and of devices, such as `nvidia.com/gpu`, and
 * huge pages any that is not the limit.
 *
 * @param scope of the container
 * @param path of the resources among the values
 */
export function validateResources(
  scope: Construct,
  path: string | Expr<string>,
  { limits, requests }: Resources,
): void {
  const id = typeof path === 'string' ? path.replaceAll('.', '-') : 'resources';
  const limited = new OnlyIf(scope, id, limits);
  const loop = new ForEachEntry(limited, 'requests', requests, { key: 'resource', entry: 'amount' });
  const limit = stringAt(limits as Expr<Readonly<Record<string, string>>>, loop.key);
  const amount = loop.entry as Expr<string>;
  const at = text`${path}.requests.${loop.key}`;
  const stack = StackTemplate.of(scope);
  stack.addValidationWithin(loop, at, 'is above the limit; it must not be larger.', exceeds(amount, limit));
  stack.addValidationWithin(
    loop,
    at,
    'is not the limit; of devices and huge pages it must be the same.',
    matches(loop.key, /[/]|^hugepages-/),
    or(not(hasKey(limits, loop.key)), exceeds(limit, amount)),
  );
}

/** CPU and memory among values. */
interface Amounts {
  readonly cpu: Expr<unknown>;
  readonly memory: Expr<unknown>;
}

/** Rejects amounts above others, where both are given. */
export function validateNotAbove(
  scope: IConstruct,
  path: string | Expr<string>,
  amounts: Amounts,
  most: { readonly path: string; readonly amounts: Amounts },
): void {
  for (const resource of ['cpu', 'memory'] as const) {
    const amount = amounts[resource] as Expr<string>;
    const limit = most.amounts[resource] as Expr<string>;
    StackTemplate.of(scope).addValidationWithin(
      scope,
      below(path, resource),
      `is above ${most.path}.${resource}; it must not be larger.`,
      exceeds(amount, limit),
    );
  }
}
