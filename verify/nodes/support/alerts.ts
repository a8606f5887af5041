import { z } from 'zod';
import { Obj } from '../../cluster/support/cluster';
import type { RealCluster } from '../cluster/cluster';

const PrometheusRule = Obj.extend({
  spec: z.object({
    groups: z.array(
      z.looseObject({
        name: z.string(),
        rules: z.array(z.looseObject({ alert: z.string(), expr: z.string(), for: z.string() })),
      }),
    ),
  }),
});

/** How long an alert whose rule is hastened is pending. */
export const PENDING_SECONDS = 4;
// Ten scrapes: a few may be late on a busy machine.
const RATE_SECONDS = 20;

/** The rules of a namespace, as they were installed. */
export async function rulesOf(cluster: RealCluster, namespace: string) {
  return z
    .array(PrometheusRule)
    .parse(await cluster.list('prometheusrules', '--namespace', namespace))
    .flatMap(({ spec }) => spec.groups.flatMap(({ rules }) => rules));
}

/**
 * Shortens how long alerts have to be pending, and the windows of their rates: the charts have no values for that, and nobody needs
 * them. All else of the rules, such as thresholds, is as it was installed.
 *
 * @returns how many alerts there are
 */
export async function hasten(cluster: RealCluster, namespace: string): Promise<number> {
  const all = z.array(PrometheusRule).parse(await cluster.list('prometheusrules', '--namespace', namespace));
  for (const { metadata, spec } of all) {
    const groups = spec.groups.map((group) => ({
      ...group,
      rules: group.rules.map((rule) => ({
        ...rule,
        for: `${PENDING_SECONDS}s`,
        expr: rule.expr.replaceAll(/\[\d+[smh]\]/g, `[${RATE_SECONDS}s]`),
      })),
    }));
    await cluster.kubectl(
      ...['patch', 'prometheusrule', metadata.name, '--namespace', namespace, '--type=merge'],
      ...['--patch', JSON.stringify({ spec: { groups } })],
    );
  }
  return all.flatMap(({ spec }) => spec.groups.flatMap(({ rules }) => rules)).length;
}
