/** What a unit of a Kubernetes quantity stands for, in thousandths; the one without a name is one thousand of them. */
export const THOUSANDTHS: Readonly<Record<string, number>> = {
  m: 1,
  '': 1e3,
  ...powersOf(1000, ['k', 'M', 'G', 'T', 'P', 'E']),
  ...powersOf(1024, ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']),
};

function powersOf(base: number, units: readonly string[]): Record<string, number> {
  return Object.fromEntries(units.map((unit, index) => [unit, 1000 * base ** (index + 1)]));
}

/** A Kubernetes quantity such as `500m` or `1.5Gi` in thousandths, as near as a float of 64 bits comes to it. */
export function thousandths(quantity: string): number {
  const [unit = ''] = /[A-Za-z]*$/.exec(quantity) ?? [];
  const amount = decimal(Number(quantity.slice(0, quantity.length - unit.length)));
  const factor = decimal(THOUSANDTHS[unit] ?? Number.NaN);
  // As Helm multiplies: the decimals that the floats print as, exactly.
  return Number(`${String(amount.digits * factor.digits)}e${amount.exponent + factor.exponent}`);
}

/** A number as whole digits and a power of ten. */
function decimal(value: number): { digits: bigint; exponent: number } {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}
