import type { Found } from './json';

const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a Kubernetes quantity stands for (`250m` is 0.25); nothing if it is none. */
export function quantity(value: Found): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, digits, unit = ''] = /^(\d+(?:\.\d*)?|\.\d+)([a-zA-Z]*)$/.exec(String(value)) ?? [];
  const factor = FACTORS[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

/** Whether two quantities are the same number: `0.1` and `100m` differ by a rounding error only. */
export function sameQuantity(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}
