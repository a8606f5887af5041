import { Construct, type IConstruct } from 'constructs';
import { Variable, type Condition, type Expr, type Loop } from './nodes';
import type { ItemRef } from './expression';
import { itemOf, keyOf, named } from './tree';

/** A scope whose resources are there only while a condition holds. */
export class OnlyIf extends Construct {
  readonly kind = 'condition';

  constructor(
    scope: Construct,
    id: string,
    readonly condition: Condition,
  ) {
    super(scope, id);
  }
}

/** A scope within which a value has a short name, which it has in a template too: `{{ $name := … }}`. */
export class Named<T> extends Construct {
  readonly kind = 'name';
  readonly variable: Variable;
  /** The value, by its name. */
  readonly reference: Expr<T>;

  constructor(
    scope: Construct,
    name: string,
    readonly value: Expr<T>,
  ) {
    super(scope, name);
    this.variable = new Variable(name);
    this.reference = named(this.variable, value);
  }
}

/** A scope whose resources are there once for each item of a list of the user, such as `rbac.namespaces`. */
export class ForEachItem<S extends Expr<readonly unknown[]>> extends Construct implements Loop {
  readonly kind = 'loop';
  readonly variables: { readonly item: Variable };
  /** The item. */
  readonly item: ItemRef<S>;

  constructor(
    scope: Construct,
    id: string,
    readonly source: S,
    name: string,
  ) {
    super(scope, id);
    this.variables = { item: new Variable(name) };
    this.item = itemOf(source, this.variables.item);
  }
}

/** A scope whose resources are there once for each entry of a map of the user, such as `services`. */
export class ForEachEntry<S extends Expr<Readonly<Record<string, unknown>>>>
  extends Construct
  implements Loop
{
  readonly kind = 'loop';
  readonly variables: { readonly key: Variable; readonly item: Variable };
  /** The key of the entry, such as the name of a service. */
  readonly key: Expr<string>;
  /** The entry. */
  readonly entry: ItemRef<S>;

  constructor(
    scope: Construct,
    id: string,
    readonly source: S,
    names: { readonly key: string; readonly entry: string },
  ) {
    super(scope, id);
    this.variables = { key: new Variable(names.key), item: new Variable(names.entry) };
    this.key = keyOf(this.variables.key);
    this.entry = itemOf(source, this.variables.item);
  }
}

/** A scope that says when, how often or under which name what stands in it is there. Switch over its kind. */
export type Scope =
  | OnlyIf
  | Named<unknown>
  | ForEachItem<Expr<readonly unknown[]>>
  | ForEachEntry<Expr<Readonly<Record<string, unknown>>>>;

/** The scope that a construct is; `undefined` for one that only groups others. */
export function scopeOf(construct: IConstruct): Scope | undefined {
  const isScope =
    construct instanceof OnlyIf ||
    construct instanceof Named ||
    construct instanceof ForEachItem ||
    construct instanceof ForEachEntry;
  return isScope ? construct : undefined;
}
