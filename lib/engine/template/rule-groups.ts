import { scopeOf, type Scope } from './scopes';
import type { ValidationRule } from './stack-template';

/** A validation rule, or rules in a row that are within the same scope. */
export type RuleGroup =
  | { readonly kind: 'rule'; readonly rule: ValidationRule }
  | { readonly kind: 'scope'; readonly scope: Scope; readonly within: readonly RuleGroup[] };

/**
 * Validation rules in the order in which both renderings ask them: those in a row within one scope are asked together, in each
 * iteration of a loop. Helm stops at the first rule that is broken, so both have to go through them alike.
 */
export function groupRules(rules: readonly ValidationRule[]): readonly RuleGroup[] {
  const known = grouped.get(rules);
  if (known?.of === rules.length) return known.groups;
  const groups = group(rules.map((rule) => ({ rule, scopes: rule.scopes.map(scopeOf).filter(isScope) })));
  grouped.set(rules, { of: rules.length, groups });
  return groups;
}

/** The groups of a stack's rules, for each of its releases; until it is built, rules are added. */
const grouped = new WeakMap<
  readonly ValidationRule[],
  { readonly of: number; readonly groups: readonly RuleGroup[] }
>();

interface ScopedRule {
  readonly rule: ValidationRule;
  /** The scopes around it that no group has yet, the outermost first. */
  readonly scopes: readonly Scope[];
}

function group(rules: readonly ScopedRule[]): readonly RuleGroup[] {
  const groups: RuleGroup[] = [];
  let rest = rules;
  while (rest[0] !== undefined) {
    const { rule, scopes } = rest[0];
    const [scope] = scopes;
    if (scope === undefined) {
      groups.push({ kind: 'rule', rule });
      rest = rest.slice(1);
      continue;
    }
    const end = rest.findIndex((other) => other.scopes[0] !== scope);
    const together = rest.slice(0, end < 0 ? rest.length : end);
    const within = group(together.map((inner) => ({ ...inner, scopes: inner.scopes.slice(1) })));
    groups.push({ kind: 'scope', scope, within });
    rest = rest.slice(together.length);
  }
  return groups;
}

function isScope(scope: Scope | undefined): scope is Scope {
  return scope !== undefined;
}
