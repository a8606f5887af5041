import type { IConstruct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { exceeds, text } from '../engine/template/operators';
import { StackTemplate } from '../engine/template/stack-template';
import { section } from '../engine/values/collections';
import { removable } from '../engine/values/declaration';
import { quantity } from '../engine/values/numbers';

/** Processor and memory that a container gets. */
export interface ResourceDefaults {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** The values of a container's resources; each may be taken away with `null`. */
export function resourceValues(description: string, { requests, limits }: ResourceDefaults) {
  return section(description, {
    limits: section('What the container may use at the most.', {
      cpu: removable(quantity(limits.cpu, 'Processor time limit.')),
      memory: removable(quantity(limits.memory, 'Memory limit.')),
    }),
    requests: section('What the container is promised, which decides where it is scheduled.', {
      cpu: removable(quantity(requests.cpu, 'Processor time request.')),
      memory: removable(quantity(requests.memory, 'Memory request.')),
    }),
  });
}

/** Processor and memory among the values of a container. */
interface Amounts {
  readonly cpu: Expr<unknown>;
  readonly memory: Expr<unknown>;
}

/**
 * Refuses requests above the limits, which Kubernetes does not take.
 *
 * @param scope what the container is part of
 * @param path of the resources among the values
 */
export function refuseRequestsAboveLimits(
  scope: IConstruct,
  path: string | Expr<string>,
  { limits, requests }: { readonly limits: Amounts; readonly requests: Amounts },
): void {
  refuseAbove(scope, typeof path === 'string' ? `${path}.requests` : text`${path}.requests`, requests, {
    path: 'limits',
    amounts: limits,
  });
}

/** Refuses amounts above others, where both are given. */
export function refuseAbove(
  scope: IConstruct,
  path: string | Expr<string>,
  amounts: Amounts,
  most: { readonly path: string; readonly amounts: Amounts },
): void {
  for (const resource of ['cpu', 'memory'] as const) {
    const amount = amounts[resource] as Expr<string>;
    const limit = most.amounts[resource] as Expr<string>;
    StackTemplate.of(scope).refuseWithin(
      scope,
      typeof path === 'string' ? `${path}.${resource}` : text`${path}.${resource}`,
      `is above ${most.path}.${resource}; raise that, or lower this.`,
      exceeds(amount, limit),
    );
  }
}
