import type { Json } from '../../../lib/engine/values/declaration';

/** Exponents of two and ten by suffix (k8s.io/apimachinery/pkg/api/resource/suffix.go). */
const TENS = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 } as const;
const TWOS = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 } as const;

const FORM = /^([+-]?)([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:([KMGTPE]i|[numkMGTPE])|[eE]([+-]?[0-9]+))?$/;

/** A number as a whole number of 10^-30, so that quantities compare without rounding. */
const SCALE = 30;

/** A quantity in units of 10^-30; `undefined` where it is none. */
export function quantityOf(value: Json | undefined): bigint | undefined {
  const [, sign, digits = '', suffix = '', exponent = '0'] = FORM.exec(String(value)) ?? [];
  if (sign === undefined) return undefined;
  const [whole = '', fraction = ''] = digits.split('.');
  const tens = (suffix in TENS ? TENS[suffix as keyof typeof TENS] : 0) + Number(exponent);
  const places = SCALE - fraction.length + tens;
  if (places < 0 || places > 200) return undefined;
  const twos = suffix in TWOS ? TWOS[suffix as keyof typeof TWOS] : 0;
  const magnitude = BigInt(`${whole}${fraction}`) * 10n ** BigInt(places) * 2n ** BigInt(twos);
  return sign === '-' ? -magnitude : magnitude;
}

/** What is wrong with a quantity that must not be negative. */
export function quantityProblem(value: Json | undefined): string | undefined {
  const quantity = quantityOf(value);
  if (quantity === undefined) return `${JSON.stringify(value)} is no quantity`;
  return quantity < 0n ? `${JSON.stringify(value)} is negative` : undefined;
}
