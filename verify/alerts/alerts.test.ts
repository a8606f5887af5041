import { metricsIn } from '../../test/support/promql';
import { KNOWN_METRICS } from './metrics';
import { checkRules, testRules } from './promtool';
import { allRules, type Alert, type RenderedRules } from './rules';
import { missingFor, unitTestsOf } from './unit-tests';

let all: readonly RenderedRules[] = [];

beforeAll(async () => {
  all = await allRules();
});

const alertsOf = ({ groups }: RenderedRules): readonly Alert[] => groups.flatMap(({ rules }) => rules);

it('has alerts of environments, of charts and of generated values to look at', () => {
  expect(all.map(({ from }) => from)).toEqual(
    expect.arrayContaining([
      expect.stringContaining('environment'),
      expect.stringContaining('its defaults'),
      expect.stringContaining('generated values'),
    ]),
  );
  for (const rules of all) expect(alertsOf(rules).length).toBeGreaterThan(0);
});

it('promtool takes all rules', async () => {
  for (const { from, groups } of all)
    expect({ from, complaint: await checkRules(groups) }).toEqual({ from, complaint: undefined });
  process.stdout.write(
    `alerts: ${all.length} rendered rule files taken by promtool check rules, 0 rejected\n`,
  );
});

it('every alert fires when it should, and not before, and not otherwise', async () => {
  let tested = 0;
  for (const { from, groups, target } of all)
    for (const group of groups) {
      const unitTests = unitTestsOf(group.name, target);
      expect({ from, complaint: await testRules(groups, unitTests) }).toEqual({ from, complaint: undefined });
      expect(group.rules.flatMap(({ alert }) => missingFor(alert, unitTests))).toEqual([]);
      tested += group.rules.length;
    }
  const names = new Set(all.flatMap(alertsOf).map(({ alert }) => alert));
  process.stdout.write(
    `alerts: ${names.size} alerts (${[...names].join(', ')}), ${tested} times rendered, fire and stay silent as their unit tests say\n`,
  );
});

it('asks for metrics that exist', () => {
  for (const { from, alert, metrics } of all.flatMap((rules) =>
    alertsOf(rules).map(({ alert, expr }) => ({ from: rules.from, alert, metrics: metricsIn(expr) })),
  )) {
    expect({ from, alert, count: metrics.length }).not.toMatchObject({ count: 0 });
    expect({ from, alert, unknown: metrics.filter((name) => !(name in KNOWN_METRICS)) }).toEqual({
      from,
      alert,
      unknown: [],
    });
  }
});

describe('the unit tests notice', () => {
  /** Small changes of an alert, each of which is a mistake somebody could make. */
  const mistakes: Readonly<Record<string, (alert: Alert) => Alert>> = {
    'a shorter time': (alert) => ({ ...alert, for: '30s' }),
    'a longer time': (alert) => ({ ...alert, for: `${alert.for}30s` }),
    'another severity': (alert) => ({ ...alert, labels: { severity: 'info' } }),
    'another summary': (alert) => ({ ...alert, annotations: { ...alert.annotations, summary: 'x' } }),
    'another description': (alert) => ({ ...alert, annotations: { ...alert.annotations, description: 'x' } }),
    'a threshold a little lower': (alert) => ({ ...alert, expr: moved(alert.expr, 0.98) }),
    'a threshold a little higher': (alert) => ({ ...alert, expr: moved(alert.expr, 1.02) }),
    'a metric of the wrong name': (alert) => ({ ...alert, expr: alert.expr.replace(/[a-z_]+(?=\{)/, 'x') }),
    'series of others': (alert) => ({
      ...alert,
      expr: alert.expr.replaceAll(/(job|namespace)="[^"]*",?/g, ''),
    }),
  };

  it.each(Object.keys(mistakes))('%s', async (name) => {
    const mistake = mistakes[name] as (alert: Alert) => Alert;
    const [rules] = all;
    if (rules === undefined) throw new Error('There are no alerts.');
    for (const group of rules.groups)
      for (const alert of group.rules) {
        const changed = mistake(alert);
        expect(changed).not.toEqual(alert);
        const groups = [{ ...group, rules: group.rules.map((each) => (each === alert ? changed : each)) }];
        const complaint = await testRules(groups, unitTestsOf(group.name, rules.target));
        expect({ alert: alert.alert, complaint }).toMatchObject({
          complaint: expect.stringMatching(/FAILED/),
        });
      }
  });

  it('an alert without them', () => {
    const [rules] = all;
    if (rules === undefined) throw new Error('There are no alerts.');
    const unitTests = unitTestsOf(rules.groups[0]?.name ?? '', rules.target);
    expect(missingFor('NoSuchAlert', unitTests)).toHaveLength(2);
    expect(() => unitTestsOf('no.such.group', rules.target)).toThrow('have no unit tests; write');
  });
});

/** The comparison at the end of an expression with another threshold, or of `== 0` with another number. */
function moved(expr: string, by: number): string {
  return expr.replace(/(==|>) ([\d.]+)\s*$/, (_, operator: string, threshold: string) =>
    operator === '==' ? (by < 1 ? '>= 0' : '== 1') : `> ${Number(threshold) * by}`,
  );
}
