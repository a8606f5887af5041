import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Target } from './scraping';

const UnitTests = z.object({
  evaluation_interval: z.string(),
  tests: z.array(
    z.object({
      alert_rule_test: z.array(
        z.object({ alertname: z.string(), eval_time: z.string(), exp_alerts: z.array(z.unknown()) }),
      ),
    }),
  ),
});

/**
 * The unit tests of the alerts of a group, kept beside this file under the name of the group, as promtool reads them.
 *
 * @throws Error when there are none
 */
export function unitTestsOf(group: string, target: Target): string {
  const file = path.join(__dirname, `${group}.yaml`);
  if (!existsSync(file))
    throw new Error(`The alerts of the group ${group} have no unit tests; write ${file}.`);
  return readFileSync(file, 'utf8').replaceAll(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = (target as unknown as Readonly<Record<string, string | undefined>>)[name];
    if (value === undefined) throw new Error(`${file}: nothing is called \${${name}}.`);
    return value;
  });
}

/**
 * What unit tests lack of an alert. Each alert has to fire in one, and not yet in the last evaluation before; and there has to be
 * one in which it never fires.
 */
export function missingFor(alert: string, unitTests: string): readonly string[] {
  const { evaluation_interval: interval, tests } = UnitTests.parse(parse(unitTests));
  const expectations = tests.map(({ alert_rule_test: all }) =>
    all
      .filter(({ alertname }) => alertname === alert)
      .map(({ eval_time, exp_alerts }) => ({ at: seconds(eval_time), fires: exp_alerts.length > 0 })),
  );
  const firing = expectations.filter((ofTest) => ofTest.some(({ fires }) => fires));
  const missing: string[] = [];
  if (firing.length === 0) missing.push(`${alert} fires in no unit test`);
  if (!expectations.some((ofTest) => ofTest.length > 0 && ofTest.every(({ fires }) => !fires)))
    missing.push(`${alert} has no unit test in which it never fires`);
  for (const ofTest of firing) {
    const first = Math.min(...ofTest.filter(({ fires }) => fires).map(({ at }) => at));
    if (!ofTest.some(({ at, fires }) => !fires && at === first - seconds(interval)))
      missing.push(
        `${alert} has no unit test in which it is still pending ${interval} before it fires after ${first}s`,
      );
  }
  return missing;
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/** A duration of Prometheus, such as `1m30s`, in seconds. */
function seconds(duration: string): number {
  if (!/^(\d+[smh])+$/.test(duration))
    throw new Error(`"${duration}" is no duration in hours, minutes and seconds.`);
  return [...duration.matchAll(/(\d+)([smh])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? Number.NaN),
    0,
  );
}
