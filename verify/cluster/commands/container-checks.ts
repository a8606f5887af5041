import { z } from 'zod';
import { Obj, type Cluster } from '../support/cluster';
import { podNames, same } from './checks';
import type { Check, Context, InContainer } from './step';

/** No kubelet listens there, so that what was to be asked of it is seen in the API server's complaint. */
export const KUBELET = { address: '127.0.0.1', port: 1 };

/** What the API server asks a kubelet for, and the error when it does not answer. */
const ASKED = new RegExp(
  `"https://${KUBELET.address}:${KUBELET.port}/(containerLogs|exec|attach)/([^/]+)/([^/]+)/([^/?"]+)[^"]*": dial tcp`,
  'g',
);

/** Gives the nodes addresses, as kubelets do; that of nobody, since the pods on them are played. */
export async function addressNodes({ cluster }: Pick<Context, 'cluster'>): Promise<void> {
  const status = {
    addresses: [{ type: 'InternalIP', address: KUBELET.address }],
    daemonEndpoints: { kubeletEndpoint: { Port: KUBELET.port } },
  };
  const nodes = await cluster.list('nodes');
  for (const { metadata } of nodes)
    await cluster.kubectl(
      ...['patch', 'node', metadata.name, '--subresource=status', '-p', JSON.stringify({ status })],
    );
}

interface Asked {
  readonly what: string;
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** What was asked of the kubelet, which does not answer, by the standard error of kubectl. */
export function askedIn(errors: string): Asked[] {
  return [...errors.matchAll(ASKED)].map(([, what = '', namespace = '', pod = '', container = '']) => ({
    what,
    namespace,
    pod,
    container,
  }));
}

/** How many pods a log is wanted of: all that a label picks, or one, as with `deployment/NAME`. */
export type Count = 'all' | 'one';

/**
 * The command gets as far as the kubelet of the pods of these workloads, and asks for the right container.
 *
 * @param containers by workload
 */
export function asksFor(
  what: 'containerLogs' | 'exec',
  namespace: string,
  containers: Readonly<Record<string, string>>,
  count: Count,
): Pick<InContainer, 'until' | 'finds'> {
  return {
    // With -f it goes on asking; a round in which no pod is new is the last one that is needed.
    until: (_, errors) => {
      const asked = askedIn(errors).map(({ pod }) => pod);
      return asked.length > 2 * new Set(asked).size;
    },
    finds: [
      async ({ cluster }, { line, stderr }) => {
        const wanted = await Promise.all(
          Object.entries(containers).map(async ([owner, container]) =>
            (await podNames(cluster, namespace, [owner])).map((pod) => `${namespace}/${pod}/${container}`),
          ),
        );
        const all = wanted.flat();
        const asked = [
          ...new Set(
            askedIn(stderr)
              .filter((one) => one.what === what)
              .map(({ namespace: where, pod, container }) => `${where}/${pod}/${container}`),
          ),
        ];
        const [first] = asked;
        if (first === undefined) throw new Error('It must get as far as the kubelet.');
        const strange = asked.filter((one) => !all.includes(one));
        if (strange.length > 0) throw new Error(`It must not ask for ${strange.join(', ')}.`);
        if (count === 'one') return;
        // Older versions of kubectl end with the first pod whose kubelet does not answer.
        await picksPodsOf(cluster, namespace, line, Object.keys(containers));
      },
    ],
  };
}

/** `kubectl run -it --rm` makes its pod, waits until it runs, cannot attach to it, and takes it away. */
export function attachesAndRemoves(namespace: string, pod: string): Check {
  return async ({ cluster }, { stderr, stdout }) => {
    const asked = askedIn(stderr).map((one) => `${one.what} ${one.namespace}/${one.pod}`);
    if (!asked.includes(`attach ${namespace}/${pod}`)) throw new Error(`It must try to attach to ${pod}.`);
    if (!`${stdout}${stderr}`.includes(`pod "${pod}" deleted`)) throw new Error(`It must delete ${pod}.`);
    await cluster.kubectl('wait', `pod/${pod}`, '--for=delete', '-n', namespace, '--timeout=60s');
  };
}

/** `kubectl top` finds no metrics server; what it would show is there: the pods of these workloads and no others. */
export function wouldMeasure(namespace: string, ...owners: readonly string[]): Check {
  return async ({ cluster }, { line, stderr }) => {
    if (!stderr.includes('Metrics API not available')) throw new Error('It must ask for metrics.');
    await picksPodsOf(cluster, namespace, line, owners);
  };
}

/** The label in a line, or no label, picks the pods of these workloads and no others. */
async function picksPodsOf(
  cluster: Cluster,
  namespace: string,
  line: string,
  owners: readonly string[],
): Promise<void> {
  const [, selector] = / -l (\S+)/.exec(line) ?? [];
  const picked = await cluster.list('pods', '-n', namespace, ...(selector ? ['-l', selector] : []));
  same(
    'pick',
    picked.map(({ metadata }) => metadata.name),
    await podNames(cluster, namespace, owners),
  );
}

const Slice = Obj.extend({
  ports: z.array(z.looseObject({ name: z.string().nullish(), port: z.number() })).nullish(),
  endpoints: z
    .array(
      z.looseObject({
        conditions: z.looseObject({ ready: z.boolean() }),
        targetRef: z.looseObject({ name: z.string() }),
      }),
    )
    .nullish(),
});
const Service = Obj.extend({
  spec: z.looseObject({ ports: z.array(z.looseObject({ name: z.string().optional(), port: z.number() })) }),
});

/** A port of a Service leads to the pods of a workload, all of which are ready. */
export function leadsTo(namespace: string, service: string, port: number, owner: string): Check {
  return async ({ cluster }) => {
    const found = Service.parse(
      JSON.parse(await cluster.kubectl('get', 'service', service, '-n', namespace, '-o', 'json')),
    );
    const named = found.spec.ports.find((one) => one.port === port);
    if (named === undefined) throw new Error(`The Service ${service} has no port ${port}.`);
    const label = `kubernetes.io/service-name=${service}`;
    const slices = z.array(Slice).parse(await cluster.list('endpointslices', '-n', namespace, '-l', label));
    const ready = slices
      .filter(({ ports }) => ports?.some((one) => (one.name ?? '') === (named.name ?? '')))
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions.ready)
      .map(({ targetRef }) => targetRef.name);
    same(`lead by ${service}:${port} to`, ready, await podNames(cluster, namespace, [owner]));
  };
}

/** The line has this host and port, or leaves the port out where it is that of its protocol. */
export function calls(address: string): Check {
  return (_, { line }) => {
    const rest = line.split(address)[1];
    if (rest === undefined || /^[A-Za-z0-9:.-]/.test(rest)) throw new Error(`It must call ${address}.`);
  };
}
