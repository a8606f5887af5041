import { UserError } from '../explain';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/**
 * The seconds of a duration as kubectl and Helm take it: `600s`, `10m`, `1h30m`.
 *
 * @throws UserError when it is none
 */
export function secondsOf(given: string, flag: string): number {
  if (!/^(\d+[smh])+$/.test(given))
    throw new UserError(`${flag} ${given} must be a duration such as 600s or 10m.`);
  return [...given.matchAll(/(\d+)([smh])/g)].reduce(
    (sum, [, count, unit = 's']) => sum + Number(count) * (SECONDS[unit] ?? 1),
    0,
  );
}
