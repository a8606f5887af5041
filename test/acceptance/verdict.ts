import type { Deviation } from './deviations';
import type { Assertion, Entry } from './document';
import { evaluate } from './evaluate';
import type { Evidence } from './evidence';
import { isMap, type Json, type JsonObject } from './json';

/** What is to be said of a row or command. */
export interface Verdict {
  /** Whether some assertion is otherwise, as a deviation says. */
  readonly deviates: boolean;
  /** Why it does not hold: empty if all is as stated, or otherwise exactly as the deviations say. */
  readonly problems: readonly string[];
}

/** Judges all assertions of a row or command. */
export async function judge(
  entry: Entry,
  deviations: readonly Deviation[],
  evidence: Evidence,
): Promise<Verdict> {
  const own = deviations.filter(({ row }) => row === entry.id);
  const unknown = own
    .filter(({ assertion }) => entry.assertions[assertion] === undefined)
    .map(({ assertion }) => `a deviation is for assertion ${assertion}, which ${entry.id} does not have`);
  const problems = await Promise.all(
    entry.assertions.map((assertion, index) =>
      problemsOf(
        assertion,
        own.find((deviation) => deviation.assertion === index),
        evidence,
      ),
    ),
  );
  return { deviates: own.length > 0, problems: [...unknown, ...problems.flat()] };
}

async function problemsOf(
  assertion: Assertion,
  deviation: Deviation | undefined,
  evidence: Evidence,
): Promise<string[]> {
  const outcome = await evaluate(assertion, evidence);
  if (!deviation) return outcome.status === 'fails' ? [outcome.why] : [];
  if (outcome.status !== 'fails') return [`a deviation is listed and not needed: ${deviation.reason}`];
  if (!deviation.keys) return [];
  const rest = await evaluate({ ...assertion, value: without(assertion.value, deviation.keys) }, evidence);
  return rest.status === 'fails' ? [`even without ${deviation.keys.join(', ')}: ${rest.why}`] : [];
}

/** A stated map without some of its keys, which are given as `a.b`. */
function without(stated: Json | undefined, keys: readonly string[]): JsonObject {
  if (!isMap(stated)) throw new Error('Only a map has keys that can be otherwise.');
  return keys.reduce((rest, key) => omit(rest, key.split('.')), stated);
}

function omit(map: JsonObject, [key = '', ...inner]: readonly string[]): JsonObject {
  const { [key]: value, ...rest } = map;
  if (value === undefined) throw new Error(`The stated map has no key ${key}.`);
  if (inner.length === 0) return rest;
  if (!isMap(value)) throw new Error(`${key} is not a map.`);
  return { ...rest, [key]: omit(value, inner) };
}
