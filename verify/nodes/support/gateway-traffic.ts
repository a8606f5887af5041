import type { RealCluster } from '../cluster/cluster';
import { INGRESS_HOST, NAMESPACE, ROUTE_HOST } from './gateways';
import { Load, type LoadOptions } from './load';
import type { RunningPod } from './pods';
import type { Traffic } from './traffic';

export const BY_SERVICE = 'relay by Service';
export const BY_INGRESS = 'relay by Ingress';
const BY_ROUTE = 'relay by HTTPRoute';

/** The loads that lose nothing while pods are replaced. */
export const LOSSLESS = [
  BY_SERVICE,
  BY_INGRESS,
  BY_ROUTE,
  'middleware',
  'jairouter',
  'helm-proxy',
  'mcp-gateway',
  'pair with a budget',
];
/** Those of them with streams. */
export const STREAMING = [BY_SERVICE, BY_INGRESS, BY_ROUTE, 'middleware', 'jairouter'];
/** Loads on releases that are like those but for what keeps them from losing. */
export const HASTY = ['hasty relay', 'hasty middleware'];
export const WITHOUT_A_BUDGET = 'pair without a budget';
export const SINGLE_RELAY = 'single relay';

/** Calls of a model, which the relay forwards. */
export const MESSAGES = { streamPath: '/api/v1/messages' };

/** Where loads come from: a pod on each node, and a host outside. */
export class Origins {
  constructor(
    private readonly cluster: RealCluster,
    private readonly clients: ReadonlyMap<string, RunningPod>,
  ) {}

  /** A load from a client on a node through a Service, by its address: nothing here depends on names. */
  async byService(node: number, service: string, options: LoadOptions): Promise<Load> {
    const { cluster } = this;
    const client = this.clients.get(cluster.nodes[node]?.name ?? '');
    if (client === undefined) throw new Error(`There is no client on node ${node}.`);
    const format = 'jsonpath={.spec.clusterIP}:{.spec.ports[0].port}';
    const get = ['get', 'service', service, '--namespace', NAMESPACE, '--output', format];
    return Load.fromPod(cluster, client, `http://${await cluster.kubectl(...get)}`, options);
  }

  /** A load from outside through the edge of a node. */
  byEdge(node: number, host: string, options: LoadOptions): Load {
    const address = this.cluster.site.nodes[node]?.address ?? '';
    return Load.fromOutside(this.cluster, `http://${address}`, { ...options, host });
  }
}

/** Begins all loads, those through Services from more than one node, as each has rules of its own for them. */
export async function startTraffic(origins: Origins, traffic: Traffic): Promise<void> {
  const both = { ...MESSAGES, streams: 2, shorts: 2 };
  for (const node of [0, 1, 2]) {
    traffic.add(BY_SERVICE, await origins.byService(node, 'claude-relay', both));
    traffic.add('middleware', await origins.byService(node, 'claude-middleware-service', both));
  }
  // The time in which they lose requests is short, so these have many.
  const hasty = { ...MESSAGES, streams: 3, shorts: 4, pauseMilliseconds: 50 };
  for (const node of [0, 1]) {
    traffic.add('hasty relay', await origins.byService(node, 'hasty-relay', hasty));
    traffic.add('hasty middleware', await origins.byService(node, 'hasty-middleware-service', hasty));
  }
  traffic.add(BY_INGRESS, origins.byEdge(0, INGRESS_HOST, { ...both, streams: 4 }));
  traffic.add(BY_ROUTE, origins.byEdge(1, ROUTE_HOST, { ...both, streams: 4 }));
  traffic.add('jairouter', await origins.byService(0, 'jairouter-service', { streams: 3, shorts: 2 }));
  const shorts = { streams: 0, shorts: 3 };
  traffic.add('helm-proxy', await origins.byService(1, 'helm-proxy', shorts));
  traffic.add('mcp-gateway', await origins.byService(2, 'mcp-gateway', shorts));
  traffic.add('pair with a budget', await origins.byService(0, 'with-budget-service', shorts));
  traffic.add(WITHOUT_A_BUDGET, await origins.byService(1, 'without-budget-service', shorts));
  traffic.add(SINGLE_RELAY, await origins.byService(2, 'single', { ...both, streams: 3 }));
}
