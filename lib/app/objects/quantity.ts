import type { Json } from '../../engine/values/declaration';
import { scalarString } from '../../engine/values/merge';

/** The suffixes of quantities (Kubernetes API, `resource.Quantity`). */
const FACTORS: Readonly<Record<string, number>> = {
  ...{ n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60 },
};

const FORM = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * The number that a Kubernetes quantity stands for: `250m` is 0.25, `1Gi` is 1073741824.
 *
 * @throws Error when it is none
 */
export function quantityOf(value: Json): number {
  const [, digits, exponent, suffix = ''] = FORM.exec(scalarString(value)) ?? [];
  if (digits === undefined) throw new Error(`${JSON.stringify(value)} is no Kubernetes quantity.`);
  return exponent === undefined ? Number(digits) * (FACTORS[suffix] ?? NaN) : Number(`${digits}e${exponent}`);
}

/** CPU as a quantity: `250m`, or `2` for whole cores. */
export function cpuQuantity(cores: number): string {
  const thousandths = Math.round(cores * 1000);
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}

/** Memory as a quantity: `512Mi`, or `2Gi` for whole gibibytes. */
export function memoryQuantity(bytes: number): string {
  const mebibytes = Math.round(bytes / 2 ** 20);
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024}Gi` : `${mebibytes}Mi`;
}
