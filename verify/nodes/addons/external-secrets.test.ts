/** Secrets that the External Secrets Operator makes of what a store has: charts run with them, and get new ones when it changes. */
import path from 'node:path';
import { z } from 'zod';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { CLUSTER_VERSION } from '../../../tools/kubernetes';
import { Obj } from '../../cluster/support/cluster';
import { createNamespace } from '../../cluster/support/flows';
import { outputFolder } from '../../cluster/support/output';
import { eventually } from '../../cluster/support/polling';
import { summary } from '../../cluster/support/summary';
import { settled } from '../../cluster/support/workloads';
import { RealCluster } from '../cluster/cluster';
import { externalSecretsImages, installExternalSecrets } from '../cluster/external-secrets';
import { install } from '../support/releases';

/** How long a cluster and what runs on it may take to start on a machine that has much else to do. */
const START_MS = 1_500_000;

const NAMESPACE = 'secrets';
const TARGETS = 'secrets-targets';
const STORE = { name: 'vault', kind: 'ClusterSecretStore' };
const REFRESH_SECONDS = 3;
const SYNCED_SECONDS = 60;

/** What is in the store, by keys that are no names of the charts. */
type Stored = Readonly<Record<string, string>>;

const STORED: Stored = {
  'relay/jwt': 'a-jwt-secret-out-of-the-store-00',
  'relay/encryption': 'encryption-key-of-32-characters-',
  'relay/redis': 'the first "password" of $Redis',
  'middleware/keys': 'cr_0123456789abcdef',
  'proxy/user': 'repository-user',
  'proxy/password': 'repository-password',
  'router/key': 'sk-0123456789abcdef',
  'router/jwt': 'another-jwt-secret-out-of-a-store',
  'router/admin': 'administrator-password',
  'mcp/root': 'root-password-of-mysql',
  'mcp/password': 'password-of-mysql',
  'mcp/redis': 'password-of-redis',
};

/** The values of a Secret's section that take keys of it from the store. */
function fromStore(remoteRefs: Readonly<Record<string, string>>, others: JsonObject = {}): JsonObject {
  const entries = Object.entries(remoteRefs).map(([name, key]) => [name, { key }]);
  return {
    ...others,
    externalSecret: {
      enabled: true,
      secretStoreRef: STORE,
      refreshInterval: `${REFRESH_SECONDS}s`,
      remoteRefs: Object.fromEntries(entries) as JsonObject,
    },
  };
}

/** Every section of docs/secrets.md that pods need: of the relay … */
const RELAY = {
  chart: 'claude-relay',
  values: {
    networkPolicy: { clientStacks: ['claude-middleware'] },
    config: fromStore(
      { jwtSecret: 'relay/jwt', encryptionKey: 'relay/encryption' },
      { jwtSecret: '', encryptionKey: '' },
    ),
    redis: { auth: fromStore({ password: 'relay/redis' }, { enabled: true }) },
  },
};

/** … and of the others. */
const OTHERS: readonly { readonly chart: string; readonly values: JsonObject }[] = [
  {
    chart: 'claude-middleware',
    values: {
      auth: fromStore({ apiKeys: 'middleware/keys' }, { enabled: true }),
      relay: { inCluster: true },
      redis: fromStore({ password: 'relay/redis' }, { inCluster: true }),
    },
  },
  {
    chart: 'helm-proxy',
    values: {
      config: fromStore({ helmUsername: 'proxy/user', helmPassword: 'proxy/password' }),
      targets: { namespaces: [TARGETS], create: true },
    },
  },
  {
    chart: 'jairouter',
    values: {
      auth: fromStore(
        { apiKey: 'router/key', jwtSecret: 'router/jwt', adminPassword: 'router/admin' },
        { apiKey: '', jwtSecret: '', adminPassword: '' },
      ),
      autoscaling: { enabled: false },
      replicaCount: 1,
      podDisruptionBudget: { enabled: false },
      monitoring: { serviceMonitor: { enabled: false }, prometheusRule: { enabled: false } },
    },
  },
  {
    chart: 'mcp-box',
    values: {
      global: { namespace: '', createNamespace: false },
      infrastructure: {
        mysql: { auth: fromStore({ rootPassword: 'mcp/root', password: 'mcp/password' }) },
        redis: { auth: fromStore({ password: 'mcp/redis' }, { enabled: true }) },
      },
    },
  },
];

const ExternalSecret = Obj.extend({
  spec: z.looseObject({
    target: z.looseObject({ name: z.string() }),
    data: z.array(z.looseObject({ secretKey: z.string(), remoteRef: z.looseObject({ key: z.string() }) })),
  }),
  status: z
    .looseObject({
      conditions: z.array(z.looseObject({ type: z.string(), status: z.string(), reason: z.string() })),
    })
    .default({ conditions: [] }),
});

const Secret = Obj.extend({ data: z.record(z.string(), z.string()).default({}) });

describe('charts that have their Secrets from a store', () => {
  let cluster: RealCluster;
  let charts: string;

  beforeAll(async () => {
    cluster = await RealCluster.startNodes(CLUSTER_VERSION, {
      images: externalSecretsImages(),
    });
    await installExternalSecrets(cluster);
    charts = path.join(await outputFolder(), 'charts');
    await createNamespace(cluster, NAMESPACE, 'baseline');
  }, START_MS);
  afterAll(() => cluster.stop());

  async function store(stored: Stored): Promise<void> {
    const data = Object.entries(stored).map(([key, value]) => ({ key, value }));
    await cluster.apply({
      apiVersion: 'external-secrets.io/v1',
      kind: STORE.kind,
      metadata: { name: STORE.name },
      spec: { provider: { fake: { data } } },
    });
  }

  /** The Secrets that are not as the store says. */
  async function differing(stored: Stored): Promise<readonly string[]> {
    const wanted = z
      .array(ExternalSecret)
      .parse(await cluster.list('externalsecrets.external-secrets.io', '--namespace', NAMESPACE));
    const secrets = z.array(Secret).parse(await cluster.list('secrets', '--namespace', NAMESPACE));
    return wanted.flatMap(({ spec }) => {
      const made = secrets.find(({ metadata }) => metadata.name === spec.target.name)?.data ?? {};
      const expected = Object.fromEntries(
        spec.data.map(({ secretKey, remoteRef }) => [secretKey, base64(stored[remoteRef.key])]),
      );
      const same = JSON.stringify(sorted(made)) === JSON.stringify(sorted(expected));
      return same ? [] : [spec.target.name];
    });
  }

  it('waits for a key that the store does not have yet, and runs once it has it', async () => {
    const others = Object.entries(STORED).filter(([key]) => key !== 'relay/jwt');
    await store(Object.fromEntries(others));
    const installing = install(cluster, charts, { namespace: NAMESPACE, ...RELAY });
    const reason = await eventually(
      SYNCED_SECONDS,
      async () => {
        const all = await cluster.list('externalsecrets.external-secrets.io', '--namespace', NAMESPACE);
        const keys = all.find(({ metadata }) => metadata.name === 'claude-relay-secret');
        return keys && ExternalSecret.parse(keys).status.conditions[0]?.reason;
      },
      (now) => now !== undefined,
    );
    expect(reason).toBe('SecretSyncedError');
    expect(await differing(STORED)).toContain('claude-relay-secret');
    await store(STORED);
    await installing;
    expect(await differing(STORED)).toEqual([]);
    summary('external secrets: a relay waits for a key that the store lacks, and is Ready once it has it');
  });

  it('all charts are Ready with what the store has', async () => {
    for (const { chart, values } of OTHERS)
      await install(cluster, charts, { namespace: NAMESPACE, chart, values });
    const ready = await settled(cluster, NAMESPACE);
    expect(await differing(STORED)).toEqual([]);
    const made = await cluster.list('externalsecrets.external-secrets.io', '--namespace', NAMESPACE);
    summary(
      `external secrets: ${OTHERS.length + 1} charts, ${made.length} ExternalSecrets as in the store, ${ready.length} workloads Ready`,
    );
    expect(new Set(made.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of'])).size).toBe(
      OTHERS.length + 1,
    );
  });

  it('a password that changes in the store is in the Secret within its interval, and in the pods once they are replaced', async () => {
    const changed = { ...STORED, 'relay/redis': "the second 'password'" };
    expect(await differing(changed)).not.toEqual([]);
    const before = performance.now();
    await store(changed);
    const late = await eventually(
      SYNCED_SECONDS,
      () => differing(changed),
      (now) => now.length === 0,
    );
    const seconds = (performance.now() - before) / 1000;
    expect(late).toEqual([]);
    // As docs/secrets.md says: Redis and all that reads the Secret at once.
    const readers = [
      'statefulset/claude-relay-redis',
      'deployment/claude-relay',
      'deployment/claude-middleware',
    ];
    await cluster.kubectl('rollout', 'restart', '--namespace', NAMESPACE, ...readers);
    for (const reader of readers)
      await cluster.kubectl('rollout', 'status', '--namespace', NAMESPACE, reader, '--timeout=180s');
    summary(
      `external secrets: a new password was in its Secrets after ${seconds.toFixed(0)} s (refresh interval ${REFRESH_SECONDS} s), and Redis, relay and middleware run with it`,
    );
  });
});

function base64(value = ''): string {
  return Buffer.from(value).toString('base64');
}

function sorted(data: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(data).sort(([one], [other]) => one.localeCompare(other));
}
