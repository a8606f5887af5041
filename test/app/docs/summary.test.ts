import { discoverEnvironments } from '../../../lib/app/environments/discover';
import type { Environment, NamedEnvironment } from '../../../lib/app/environments/environment';
import { stacks } from '../../../lib/stacks/stacks';
import { summaryTable } from '../../../lib/app/docs/summary';

const RELAY = { config: { existingSecret: 'keys' } };
const PROXY = { config: { helmRepos: ['a=https://charts.example.com'] }, targets: { namespaces: ['apps'] } };
const BOX = { infrastructure: { mysql: { auth: { existingSecret: 'mysql' } } } };

function named(name: string, stacks: Environment['stacks']): NamedEnvironment {
  return { name, namespace: 'ai', stacks };
}

/** The cells of the summary of environments, by stack and thing. */
function cells(...environments: readonly NamedEnvironment[]): ReadonlyMap<string, readonly string[]> {
  const lines = summaryTable(environments).trimEnd().split('\n');
  const rows = lines.map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
  return new Map(rows.map(([stack, what, ...others]) => [`${String(stack)}: ${String(what)}`, others]));
}

describe('the summary of the environments', () => {
  it('is short enough for one screen, and has the environments by their size', () => {
    const environments = discoverEnvironments();
    const found = cells(...environments);
    const names = found.get('Stack: What') ?? [];
    expect([...names].sort()).toEqual(environments.map(({ name }) => name));
    const pods = (found.get('all: requests') ?? []).map((text) => Number(/^\d+/.exec(text)?.[0]));
    expect(pods).toEqual([...pods].sort((a, b) => a - b));
    // The header and its rule are among the lines.
    expect(found.size - 2).toBeGreaterThan(3 * Object.keys(stacks).length);
    expect(found.size - 2).toBeLessThanOrEqual(5 * Object.keys(stacks).length + 3);
  });

  it('has no row of a stack where nobody has anything to tell, though one environment lacks the stack', () => {
    const found = cells(named('a', {}), named('b', { 'helm-proxy': PROXY }));
    expect(found.get('helm-proxy: pods × requests')).toEqual(['–', '1 × 100m/128Mi']);
    expect(found.get('helm-proxy: storage')).toBeUndefined();
    expect(found.get('helm-proxy: Secrets')).toBeUndefined();
  });

  it('tells the pods that run, those of an autoscaler as a range, with the requests of one', () => {
    const found = cells(
      named('a', { 'claude-relay': RELAY }),
      named('b', {
        'claude-relay': {
          ...RELAY,
          autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 5 },
          resources: { requests: { cpu: '1', memory: '1536Mi' }, limits: { cpu: '1', memory: '2Gi' } },
        },
      }),
    );
    expect(found.get('claude-relay: pods × requests')).toEqual(['1 × 250m/256Mi', '2–5 × 1/1536Mi']);
    // With the Redis of 100m and 128Mi.
    expect(found.get('all: requests')).toEqual([
      '2 pods, 0.35 CPU, 0.38 GiB',
      '3–6 pods, 2.1–5.1 CPU, 3.1–7.6 GiB',
    ]);
  });

  it('tells log level, storage, databases, hosts and Secrets', () => {
    const found = cells(
      named('a', {
        'claude-relay': {
          ...RELAY,
          ingress: { enabled: true, hosts: [{ host: 'a.example.com' }, { host: 'b.a.example.com' }] },
        },
      }),
      named('b', {
        'claude-relay': {
          config: { existingSecret: 'others', logLevel: 'debug' },
          redis: { enabled: false },
          externalRedis: { host: 'redis.example.com', tls: true, existingSecret: 'password' },
          persistence: { size: '2Gi', storageClass: 'fast' },
          ingress: {
            enabled: true,
            hosts: [{ host: 'b.a.example.com' }, { host: 'a.example.com' }],
            tls: [{ secretName: 's', hosts: ['*.a.example.com'] }],
          },
        },
      }),
    );
    // Fewest pods first: without a Redis of its own.
    expect(found.get('Stack: What')).toEqual(['b', 'a']);
    expect(found.get('claude-relay: log level')).toEqual(['debug', 'info']);
    expect(found.get('claude-relay: storage')).toEqual([
      'claude-relay-data 2Gi of fast',
      'claude-relay-redis 8Gi, claude-relay-data 1Gi',
    ]);
    expect(found.get('claude-relay: databases')).toEqual([
      'external Redis at redis.example.com with password and TLS',
      'bundled Redis',
    ]);
    expect(found.get('claude-relay: hosts')).toEqual([
      'b.a.example.com with TLS, a.example.com',
      'a.example.com, b.a.example.com',
    ]);
    expect(found.get('claude-relay: Secrets')).toEqual(['others, password', 'keys']);
  });

  it('tells the Redis that a tunnel leads to', () => {
    const middleware = (tls: boolean) => ({
      'claude-middleware': {
        relay: { host: 'relay.example.com' },
        redis: { host: 'redis.example.com', tls, inCluster: false },
      },
    });
    const found = cells(named('a', middleware(false)), named('b', middleware(true)));
    expect(found.get('claude-middleware: databases')).toEqual([
      'external Redis at redis.example.com',
      'external Redis at redis.example.com with TLS',
    ]);
  });

  it('tells the images that change, not those that come and go with something else', () => {
    const box = (version: string, monitored: boolean) => ({
      'mcp-box': {
        ...BOX,
        global: { version },
        monitoring: { enabled: monitored, prometheus: { enabled: monitored } },
      },
    });
    const found = cells(named('a', box('v1.0.0', false)), named('b', box('v1.1.0', true)));
    expect(found.get('mcp-box: images')).toEqual(['mcp-gateway:v1.0.0', 'mcp-gateway:v1.1.0']);
    expect(found.has('mcp-box: pods × requests')).toBe(false);
    expect(found.get('all: requests')?.map((cell) => cell.split(',')[0])).toEqual(['3 pods', '5 pods']);
  });

  it('tells which stacks have monitoring and network policies, and where they are', () => {
    const found = cells(
      named('a', { 'claude-relay': RELAY, 'mcp-box': { ...BOX, global: { namespace: 'mcp' } } }),
      named('b', {
        'claude-relay': { ...RELAY, replicaCount: 2, serviceMonitor: { enabled: true } },
        'mcp-box': { ...BOX, networkPolicy: { enabled: false } },
      }),
      named('c', {
        'claude-relay': {
          ...RELAY,
          replicaCount: 3,
          serviceMonitor: { enabled: true },
          networkPolicy: { enabled: false },
        },
      }),
    );
    // Fewest pods first.
    expect(found.get('Stack: What')).toEqual(['c', 'a', 'b']);
    expect(found.get('all: monitoring')).toEqual(['all', 'none', 'claude-relay']);
    expect(found.get('all: network policies')).toEqual(['none', 'all', 'claude-relay']);
    expect(found.get('all: namespaces')).toEqual(['ai', 'ai, mcp', 'ai']);
    expect(found.get('mcp-box: hosts')).toEqual(['–', 'gateway.example.com', 'gateway.example.com']);
  });

  it('leaves out what is the same everywhere, but for the sum', () => {
    const both = cells(named('a', { 'claude-relay': RELAY }), named('b', { 'claude-relay': RELAY }));
    expect([...both.keys()].slice(2)).toEqual(['all: requests']);
  });
});
