import { z } from 'zod';
import { Obj } from '../../cluster/support/cluster';
import type { RealCluster } from '../cluster/cluster';

const NAME = 'quota';
const Quota = Obj.extend({ status: z.looseObject({ used: z.looseObject({ pods: z.string() }) }) });

/** A quota under which no pod is made that does not say what it asks for, and how much it takes at most. */
export function quotaOf(namespace: string, cpu = '16') {
  const hard = {
    pods: '40',
    'requests.cpu': cpu,
    'limits.cpu': cpu,
    'requests.memory': '32Gi',
    'limits.memory': '32Gi',
  };
  return { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: NAME, namespace }, spec: { hard } };
}

/** Limits of whole pods: unlike those of containers they give nothing to a container that says nothing. */
export function limitedTo(namespace: string, cpu: string) {
  const limits = [{ type: 'Pod', max: { cpu, memory: '8Gi' }, min: { cpu: '1m', memory: '1Mi' } }];
  return { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'limits', namespace }, spec: { limits } };
}

/** How many pods a quota has counted. */
export async function usedPods(cluster: RealCluster, namespace: string): Promise<number> {
  const text = await cluster.kubectl(
    'get',
    'resourcequota',
    NAME,
    '--namespace',
    namespace,
    '--output',
    'json',
  );
  return Number(Quota.parse(JSON.parse(text)).status.used.pods);
}
