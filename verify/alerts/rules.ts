import { z } from 'zod';
import type { StackName } from '../../lib/stacks/stacks';
import { stacks } from '../../lib/stacks/stacks';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { switchedOn } from '../../test/inputs/limits';
import { placesOf } from '../../test/inputs/places';
import { chartObjects, type RenderedObjects } from '../support/charts';
import { environments, objectsOf } from '../../test/support/environments';
import { generated } from '../support/generated';
import { scraped, type Target } from './scraping';

const Alert = z.strictObject({
  alert: z.string(),
  expr: z.string(),
  for: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
});

const PrometheusRule = z.object({
  kind: z.literal('PrometheusRule'),
  metadata: z.object({ labels: z.record(z.string(), z.string()) }),
  spec: z.strictObject({ groups: z.array(z.strictObject({ name: z.string(), rules: z.array(Alert) })) }),
});

export type Alert = z.infer<typeof Alert>;
export type Groups = z.infer<typeof PrometheusRule>['spec']['groups'];

/** The alerts of one PrometheusRule, and what Prometheus calls what they are about. */
export interface RenderedRules {
  readonly from: string;
  readonly groups: Groups;
  readonly target: Target;
}

const SEED = Number(process.env['ALERTS_SEED'] ?? 20_261_121);
const VALUES_FILES = Number(process.env['ALERTS_RUNS'] ?? 25);

/**
 * The alerts of all environments, of all charts, and for generated values that switch them on; those that are the same, once.
 *
 * @throws Error when a stack can make a PrometheusRule and makes none with all of its monitoring switched on
 */
export async function allRules(): Promise<readonly RenderedRules[]> {
  const rendered: RenderedObjects[] = [...(await chartObjects())];
  for (const environment of environments)
    rendered.push({ from: `environment ${environment.name}`, objects: await objectsOf(environment) });
  for (const name of Object.keys(stacks) as StackName[]) {
    if (!stacks[name].template().resources.some(({ kind }) => kind === 'PrometheusRule')) continue;
    const ofStack = generated(name, { seed: SEED, count: VALUES_FILES, over: monitored(name) });
    for (const { from, objects } of ofStack)
      if (rulesIn({ from, objects }).length === 0) throw new Error(`${from} makes no alerts.`);
    rendered.push(...ofStack);
  }
  const rules = rendered.flatMap(rulesIn);
  return [...new Map(rules.map((each) => [JSON.stringify([each.groups, each.target]), each])).values()];
}

/** The values that switch on the monitoring of a stack: what makes its alerts, and the series that they are about. */
function monitored(name: StackName): JsonObject {
  const root = stacks[name].template().declaration;
  return [...placesOf(root)]
    .filter(({ path }) => ['prometheusRule', 'serviceMonitor'].includes(String(path.at(-1))))
    .map(({ path }) => switchedOn(root, [...path, 'enabled']))
    .reduce(overlay, {});
}

function rulesIn({ from, objects }: RenderedObjects): readonly RenderedRules[] {
  return objects
    .filter(({ kind }: KubernetesObject) => kind === 'PrometheusRule')
    .map((object) => {
      const { metadata, spec } = PrometheusRule.parse(object);
      return { from, groups: spec.groups, target: scraped(metadata.labels, objects) };
    });
}
