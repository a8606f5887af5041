import { z } from 'zod';
import { MONITORING } from '../cluster/prometheus-operator';
import type { RealCluster } from '../cluster/cluster';

const Labels = z.record(z.string(), z.string());

const Target = z.object({
  scrapePool: z.string(),
  health: z.string(),
  lastError: z.string(),
  labels: Labels,
});
/** What Prometheus scrapes. */
export type Target = z.infer<typeof Target>;

const Alert = z.object({ state: z.string(), labels: Labels });

const Rule = z.object({
  name: z.string(),
  query: z.string(),
  duration: z.number(),
  health: z.string(),
  lastError: z.string().default(''),
  state: z.string(),
  alerts: z.array(Alert),
});
/** An alert as Prometheus has it, its state the worst of those that it is about. */
export type Rule = z.infer<typeof Rule>;

const Sample = z.object({ metric: Labels, value: z.tuple([z.number(), z.string()]) });

const API = `/api/v1/namespaces/${MONITORING}/services/prometheus-operated:9090/proxy/api/v1`;

/** The API of Prometheus, which the API server passes requests on to. */
export class Prometheus {
  constructor(private readonly cluster: RealCluster) {}

  async targets(): Promise<readonly Target[]> {
    const Targets = z.object({ activeTargets: z.array(Target) });
    return Targets.parse(await this.ask('targets?state=active')).activeTargets;
  }

  async rules(): Promise<readonly Rule[]> {
    const Rules = z.object({ groups: z.array(z.object({ rules: z.array(Rule) })) });
    return Rules.parse(await this.ask('rules?type=alert')).groups.flatMap(({ rules }) => rules);
  }

  /** The values of an expression now, each with the labels of its series. */
  async values(expression: string): Promise<readonly { labels: z.infer<typeof Labels>; value: number }[]> {
    const Vector = z.object({ resultType: z.literal('vector'), result: z.array(Sample) });
    const { result } = Vector.parse(await this.ask(`query?query=${encodeURIComponent(expression)}`));
    return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** The names of all metrics that it has. */
  async metrics(): Promise<ReadonlySet<string>> {
    return new Set(z.array(z.string()).parse(await this.ask('label/__name__/values')));
  }

  private async ask(question: string): Promise<unknown> {
    const { status, body } = await this.cluster.ask('GET', `${API}/${question}`);
    const answer = z.object({ status: z.literal('success'), data: z.unknown() }).safeParse(body);
    if (!answer.success)
      throw new Error(`Prometheus answers ${status} to ${question}: ${JSON.stringify(body)}`);
    return answer.data.data;
  }
}
