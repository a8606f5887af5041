import type { Expr } from '../engine/template/expression';
import { and, not, text } from '../engine/template/operators';
import { StackTemplate } from '../engine/template/stack-template';
import { when } from '../engine/template/tree';
import type { Construct } from 'constructs';
import { warning } from './chosen-version';
import { pathOf } from './validation';

/** The boolean that decides whether values have an effect, and the state in which they have none. */
export interface Switch {
  readonly enabled: Expr<boolean>;
  readonly is: boolean;
  /** @default - that of the boolean; in a loop it has to be given */
  readonly path?: string | Expr<string>;
}

/**
 * Warns of what is switched on, or given as a credential, where it has no effect. Such values are not rejected: a values file that many
 * environments share has them, and one of these takes another way (`-f base.yaml --set redis.enabled=false`). Other settings are not
 * warned of, since they say how something is to be and not that it is wished for.
 */
export function warnOfUnused(
  scope: Construct,
  { enabled, is }: Switch,
  ...values: readonly Expr<unknown>[]
): void {
  StackTemplate.of(scope).addWarnings(
    ...values.map((value) => unusedWarning(pathOf(value), value, { enabled, is })),
  );
}

/** One such warning, for a loop, in which values have no path of their own. */
export function unusedWarning(path: string | Expr<string>, value: Expr<unknown>, off: Switch) {
  const { enabled, is } = off;
  const switched = off.path ?? pathOf(enabled);
  return when(
    and(is ? enabled : not(enabled), value),
    warning(
      path,
      text`it has no effect while ${switched} is ${String(is)}; set that to ${String(!is)}, or leave it out.`,
    ),
  );
}
