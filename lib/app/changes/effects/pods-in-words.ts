import type { Range } from '../../objects/workloads';

/** A number of pods in words: `no pod`, `1 pod`, `3 to 10 pods`. */
export function podsInWords({ least, most }: Range): string {
  if (least !== most) return `${String(least)} to ${String(most)} pods`;
  return most === 0 ? 'no pod' : most === 1 ? '1 pod' : `${String(most)} pods`;
}
