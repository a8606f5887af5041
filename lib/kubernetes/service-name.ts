import type { Expr } from '../engine/template/expression';
import { matches, not, type Condition } from '../engine/template/operators';
import { OnlyIf } from '../engine/template/scopes';
import type { AnyStack } from './stack';

/** A value that is the name of a Service inside the release and a host outside. */
export interface ServiceOrHost {
  /** The path of the value, such as `infrastructure.mysql.service.name`. */
  readonly path: string;
  readonly value: Expr<string>;
  /** What the Service is called. */
  readonly name: Expr<string>;
  readonly inside: Condition;
}

/** Refuses what can be the host of something outside and not the name of a Service and a StatefulSet, and none for one outside. */
export function refuseWrongHost(stack: AnyStack, id: string, props: ServiceOrHost): void {
  const { path, value, name, inside } = props;
  stack.refuseWithin(
    new OnlyIf(stack, `${id}-inside`, inside),
    path,
    'must begin with a letter, have no dot and at most 52 characters, since a Service is named so.',
    matches(name, /^[^a-z]|[.]|^.{53}/),
  );
  stack.refuse(
    path,
    'is empty, although it is the host of what is not run here; set it.',
    not(inside),
    not(value),
  );
}
