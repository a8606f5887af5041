import * as z from 'zod';
import type { Declaration, Json } from './declaration';
import { formed, type Scalar } from './string-form';

/** A Kubernetes quantity such as `500m`, `0.5`, `256Mi`, or a small integer. */
export function quantity(def: string, description: string): Declaration<string | number, 'defaulted', false> {
  const form = /^[0-9]+(\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;
  // Helm would print a larger number as 1e+06.
  const maximum = 999_999;
  return {
    shape: { type: 'string', yamlSafe: true, orNumber: true },
    schema: () => z.union([z.string().regex(form), z.number().int().min(0).max(maximum)]),
    jsonSchema: { type: ['string', 'integer'], pattern: form.source, minimum: 0, maximum },
    presence: 'defaulted',
    default: def,
    description,
    expects: 'a Kubernetes quantity such as 500m, 2 or 256Mi',
    // Only the default tells bytes from CPU.
    examples: /[KMGTPE]i?$/.test(def) ? ['256Mi', '1Gi'] : ['500m', '2'],
    secret: false,
    samples: ['500m', '1', 1, '0.5', '256Mi', '8Gi', '10', '0', 0, maximum],
  };
}

/** A {@link quantity} above zero, such as the size of a volume. */
export function amount(def: string, description: string): Declaration<string | number, 'defaulted', false> {
  const base = quantity(def, description);
  const form = /^([0-9]*[1-9][0-9]*(\.[0-9]+)?|0+\.[0-9]*[1-9][0-9]*)(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$/;
  const limits = { minimum: 1, maximum: 999_999 };
  return {
    ...base,
    schema: () => z.union([z.string().regex(form), z.number().int().min(limits.minimum).max(limits.maximum)]),
    jsonSchema: { type: ['string', 'integer'], pattern: form.source, ...limits },
    expects: 'a Kubernetes quantity above zero such as 8Gi',
    examples: ['8Gi', '100Gi'],
    samples: base.samples.filter((sample) => Number(sample) !== 0),
  };
}

const UNITS = ['y', 'w', 'd', 'h', 'm', 's', 'ms'] as const;

/** Each unit at most once and the larger before the smaller, at least one of them: what Prometheus and its operator take. */
function durationPattern(): RegExp {
  const beginningWith = UNITS.map((unit, index) => {
    const smaller = UNITS.slice(index + 1).map((other) => `([0-9]+${other})?`);
    return `[0-9]+${unit}${smaller.join('')}`;
  });
  return new RegExp(`^(${beginningWith.join('|')})$`);
}

/** A Prometheus duration such as `30s`. */
export function duration(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: durationPattern(),
    expects: 'a duration such as 30s or 1m30s',
    examples: ['30s', '1m30s'],
    samples: ['30s', '1m', '1m30s', '1d'],
    yamlSafe: true,
  });
}

/** A duration in the format of Go, as custom resources have it, such as `1h30m`; `0s` for none. */
export function interval(def: string, description: string): Scalar<string> {
  return formed(def, description, {
    pattern: /^([0-9]+h([0-9]+m)?([0-9]+s)?|[0-9]+m([0-9]+s)?|[0-9]+s)$/,
    expects: 'a duration in hours, minutes and seconds such as 1h30m',
    examples: ['1h', '1h30m'],
    samples: ['1h', '0s', '15m', '1h30m', '90s'],
    yamlSafe: true,
  });
}

/** Limits of an integer, both included. */
export interface IntegerLimits {
  readonly minimum: number;
  readonly maximum: number;
}

/** An integer within limits. */
export function integer(def: number, description: string, limits: IntegerLimits): Scalar<number> {
  const { minimum, maximum } = limits;
  return {
    shape: { type: 'integer', minimum, maximum },
    schema: () => z.number().int().min(minimum).max(maximum),
    presence: 'defaulted',
    default: def,
    description,
    expects: `an integer from ${String(minimum)} to ${String(maximum)}`,
    limits: `From ${String(minimum)} to ${String(maximum)}.`,
    secret: false,
    samples: [minimum, def, maximum] satisfies Json[],
  };
}

/** A TCP port. */
export function port(def: number, description: string): Scalar<number> {
  return { ...integer(def, description, { minimum: 1, maximum: 65535 }), limits: '' };
}

/** A number of pods, or a part of them in percent such as `25%`. */
export function podCount(def: number, description: string): Declaration<string | number, 'defaulted', false> {
  const form = /^([1-9][0-9]{0,3}|([1-9][0-9]?|100)%)$/;
  const maximum = 1000;
  return {
    shape: { type: 'string', yamlSafe: true, orNumber: true },
    schema: () => z.union([z.string().regex(form), z.number().int().min(1).max(maximum)]),
    jsonSchema: { type: ['string', 'integer'], pattern: form.source, minimum: 1, maximum },
    presence: 'defaulted',
    default: def,
    description,
    expects: 'a number of pods or a percentage such as 1 or 25%',
    examples: [1, '25%'],
    secret: false,
    samples: [1, '25%', '2', '100%', maximum],
  };
}
