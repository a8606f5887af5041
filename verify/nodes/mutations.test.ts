/** What a mistake of each kind does to a chart on real nodes: its pod does not become ready, and something says why. */
import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseAllDocuments, type Document } from 'yaml';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { helmTemplate } from '../../test/support/helm';
import { REQUIRED_VALUES } from '../../test/support/required-values';
import { CLUSTER_VERSION } from '../../tools/kubernetes';
import { installDefinitions } from '../cluster/support/definitions';
import { createNamespace, packageIn } from '../cluster/support/flows';
import { outputFolder } from '../cluster/support/output';
import { eventually } from '../cluster/support/polling';
import { summary } from '../cluster/support/summary';
import { RealCluster } from './cluster/cluster';
import { areContainersReady, runningPods } from './support/pods';
import { saidIn } from './support/said';

const CHART = 'claude-relay';
const READY_SECONDS = 180;
const STAYS_SECONDS = 30;

interface Mutation {
  readonly name: string;
  /** The kind and the name of the object. */
  readonly object: `${string}/${string}`;
  readonly change: (object: Document) => void;
  /** What an event or a container says of it. */
  readonly says: RegExp;
}

const CONTAINER = ['spec', 'template', 'spec', 'containers', 0] as const;

const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a policy without the name service',
    object: 'NetworkPolicy/claude-relay',
    change: (policy) => policy.deleteIn(['spec', 'egress', 0]),
    says: /nc: .*lookup claude-relay-redis.*timeout/,
  },
  {
    name: 'a database that admits nobody',
    object: 'NetworkPolicy/claude-relay-redis',
    change: (policy) => policy.deleteIn(['spec', 'ingress']),
    says: /nc: dial tcp [\d.]+:6379: (i\/o timeout|connect: connection refused)/,
  },
  {
    name: 'a probe of another path',
    object: 'Deployment/claude-relay',
    change: (deployment) => deployment.setIn([...CONTAINER, 'startupProbe', 'httpGet', 'path'], '/healthy'),
    says: /Startup probe failed: HTTP probe failed with statuscode: 404/,
  },
  {
    name: 'a probe of another port',
    object: 'Deployment/claude-relay',
    change: (deployment) => deployment.setIn([...CONTAINER, 'startupProbe', 'httpGet', 'port'], 3001),
    says: /Startup probe failed: .*:3001.*connection refused/,
  },
  {
    name: 'a volume that is missing',
    object: 'Deployment/claude-relay',
    change: (deployment) => deployment.deleteIn([...CONTAINER, 'volumeMounts']),
    says: /read-only file system/,
  },
  {
    name: 'the user 0',
    object: 'Deployment/claude-relay',
    change: (deployment) => deployment.setIn(['spec', 'template', 'spec', 'securityContext', 'runAsUser'], 0),
    says: /violates PodSecurity "restricted.*runAsUser=0/,
  },
  {
    name: 'a Secret without a key',
    object: 'Secret/claude-relay-secret',
    change: (secret) => secret.deleteIn(['stringData', 'JWT_SECRET']),
    says: /couldn't find key JWT_SECRET in Secret/,
  },
  {
    name: 'a program that is not there',
    object: 'Deployment/claude-relay',
    change: (deployment) => deployment.setIn([...CONTAINER, 'command'], ['/app/server']),
    says: /\/app\/server.*no such file or directory/,
  },
];

jest.setTimeout(15 * 60_000);

let cluster: RealCluster;
let rendered: string;
beforeAll(async () => {
  const charts = `${await outputFolder()}/charts`;
  cluster = await RealCluster.startNodes(CLUSTER_VERSION);
  await installDefinitions(cluster);
  rendered = await renderIn(charts);
  // One after another: what is to be seen is the mistake, not the work of nine starts at once.
  for (const [index, mutation] of [undefined, ...MUTATIONS].entries())
    await applyMutated(namespaceOf(index), mutation);
});
afterAll(() => cluster.stop());

it('becomes ready without one', async () => {
  expect(await becomesReady(namespaceOf(0), READY_SECONDS)).toBe(true);
});

it.each(MUTATIONS.map((mutation, index) => ({ ...mutation, namespace: namespaceOf(index + 1) })))(
  'does not with $name, and says so',
  async ({ name, namespace, says }) => {
    const lines = await eventually(
      READY_SECONDS,
      () => saidIn(cluster, namespace),
      (found) => found.some((line) => says.test(line)),
    );
    const line = lines.find((one) => says.test(one));
    summary(`nodes mutations: ${name}: ${line?.slice(0, 160) ?? 'nothing is said'}`);
    expect(line ?? lines).toMatch(says);
  },
);

// As long as the one without a mistake took, at the least: the last of the others began after it.
it('stays unready with any of them', async () => {
  await pause(STAYS_SECONDS * 1000);
  const ready = await Promise.all(MUTATIONS.map((_, index) => becomesReady(namespaceOf(index + 1), 0)));
  expect(MUTATIONS.filter((_, index) => ready[index])).toEqual([]);
});

/** The number 0 is that without a mistake. */
function namespaceOf(index: number): string {
  return `mutated-${index}`;
}

async function renderIn(charts: string): Promise<string> {
  const values = `${charts}/mutated.json`;
  writeFileSync(values, JSON.stringify(REQUIRED_VALUES[CHART] ?? {}));
  const input = { release: CHART, namespace: 'default', valueFiles: [values] };
  const result = await helmTemplate(4, { chart: packageIn(charts, CHART), ...input });
  if (!result.ok) throw new Error(result.message);
  return result.output;
}

/** Applies the chart's objects to a namespace of their own, one of them with a mistake. */
async function applyMutated(namespace: string, mutation: Mutation | undefined): Promise<void> {
  const documents = parseAllDocuments(rendered).filter((one) => one.get('kind') !== undefined);
  if (mutation) {
    const [object] = documents.filter(
      (one) => `${String(one.get('kind'))}/${String(one.getIn(['metadata', 'name']))}` === mutation.object,
    );
    if (object === undefined) throw new Error(`There is no ${mutation.object}.`);
    const before = String(object);
    mutation.change(object);
    if (String(object) === before) throw new Error(`${mutation.name} changes nothing.`);
  }
  for (const one of documents) one.setIn(['metadata', 'namespace'], namespace);
  await createNamespace(cluster, namespace, 'restricted');
  await cluster.apply(...documents.map((one) => one.toJS() as KubernetesObject));
}

async function becomesReady(namespace: string, seconds: number): Promise<boolean> {
  return eventually(
    seconds,
    async () => {
      const pods = await runningPods(cluster, namespace, { 'app.kubernetes.io/name': CHART });
      return pods.length > 0 && pods.every(areContainersReady);
    },
    (ready) => ready,
  );
}
