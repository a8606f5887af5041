/** Something among values that no values file could hold. */
export interface NotPlain {
  readonly path: readonly PropertyKey[];
  /** What it is, to follow "is". */
  readonly is: string;
}

/**
 * The first thing among values that is no string, number, boolean, list or map: environments are programs, and may have anything.
 * What is `undefined` counts as absent.
 */
export function notPlain(
  value: unknown,
  path: readonly PropertyKey[] = [],
  around: readonly unknown[] = [],
): NotPlain | undefined {
  const wrong = (is: string): NotPlain => ({ path, is });
  switch (typeof value) {
    case 'function':
    case 'symbol':
      return wrong(`a ${typeof value}`);
    case 'bigint':
      return wrong('a BigInt');
    case 'number':
      return Number.isFinite(value) ? undefined : wrong(Number.isNaN(value) ? 'no number' : 'infinite');
    case 'object': {
      if (value === null) return undefined;
      if (around.includes(value)) return wrong('within itself');
      if (!Array.isArray(value) && !isPlainMap(value)) return wrong(`a ${value.constructor.name}`);
      const entries = Array.isArray(value) ? [...(value as unknown[]).entries()] : Object.entries(value);
      for (const [key, inner] of entries) {
        const found = notPlain(inner, [...path, key], [...around, value]);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}

/** Also one that was made in another realm, as tests and `vm` have. */
function isPlainMap(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
