import { z } from 'zod';
import { Obj, type Cluster } from '../../cluster/support/cluster';

const ConfigMap = Obj.extend({ data: z.record(z.string(), z.string()) });

const Dashboard = z.looseObject({
  title: z.string(),
  templating: z.looseObject({
    list: z.array(z.looseObject({ name: z.string(), type: z.string(), query: z.string() })),
  }),
  panels: z.array(
    z.looseObject({ title: z.string(), targets: z.array(z.looseObject({ expr: z.string() })) }),
  ),
});

/** The dashboards that Grafana's sidecar finds in a namespace. */
export async function dashboardsIn(cluster: Cluster, namespace: string) {
  const found = await cluster.list(
    'configmaps',
    '--namespace',
    namespace,
    '--selector',
    'grafana_dashboard=1',
  );
  return z
    .array(ConfigMap)
    .parse(found)
    .flatMap(({ data }) => Object.values(data).map((text) => Dashboard.parse(JSON.parse(text))));
}

/** What Grafana puts for its variables in a query. */
export function filledIn(expression: string, job: string): string {
  return expression.replaceAll('$job', job).replaceAll('$__rate_interval', '1m');
}

/** The labels that a query groups its series by. */
export function groupingsIn(expression: string): readonly string[] {
  return [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(/,\s*/));
}
