import type { Expr } from '../../engine/template/expression';
import { and, equal, not, orElse, text } from '../../engine/template/operators';
import { ForEachEntry, Named, OnlyIf } from '../../engine/template/scopes';
import type { Service } from './service';
import type { ServiceEntry } from './service-values';

/** Each other service that is deployed beside one: a loop within the loop over services, to compare each with each. */
export interface Others {
  /** Where comparisons are made, in each round. */
  readonly scope: Named<string>;
  readonly key: Expr<string>;
  readonly values: ServiceEntry;
  readonly name: Expr<string>;
}

/** The other services. */
export function othersThan({ stack, key, scope }: Service): Others {
  const loop = new ForEachEntry(scope, 'others', stack.values.services, { key: 'otherKey', entry: 'other' });
  const values = loop.entry;
  const there = new OnlyIf(loop, 'deployed', and(values.enabled, not(equal(loop.key, key))));
  const name = new Named(there, 'otherName', orElse(values.name, text`mcp-${loop.key}`));
  return { scope: name, key: loop.key, values, name: name.reference };
}
