/** Keys of fewer letters are too near to words of others. */
const SHORTEST = 5;

/** Keys of so many letters are nobody else's in the plural either. */
const LONG = 10;

/**
 * What keys look like that are a slip away from known ones: a letter too many, too few, another one or two in the wrong order, or all in
 * lowercase. The plural of a short key is none: in the values that charts share, `domains` may be another chart's.
 *
 * A JSON schema takes it as well as zod, so that Helm rejects the same keys. It matches the known keys themselves too.
 */
export function nearMissesOf(keys: readonly string[]): RegExp {
  return new RegExp(
    `^(${keys
      .filter(({ length }) => length >= SHORTEST)
      .flatMap(slips)
      .join('|')})$`,
  );
}

/** Of some keys those that are a slip away from known ones, and are none of them. */
export function nearMisses(given: readonly string[], known: readonly string[]): readonly string[] {
  const pattern = nearMissesOf(known);
  return given.filter((key) => !known.includes(key) && pattern.test(key));
}

function slips(key: string): string[] {
  const places = Array.from({ length: key.length }, (_, index) => index);
  const [before, after] = [(end: number) => key.slice(0, end), (start: number) => key.slice(start)];
  return [
    // One letter is missing or another one.
    ...places.map((at) => `${before(at)}.?${after(at + 1)}`),
    ...places.map((at) => `${before(at)}.${after(at)}`),
    key.length < LONG ? `${key}[^s]` : `${key}.`,
    ...places.slice(1).map((at) => `${before(at - 1)}${key.charAt(at)}${key.charAt(at - 1)}${after(at + 1)}`),
    key.toLowerCase(),
  ];
}
