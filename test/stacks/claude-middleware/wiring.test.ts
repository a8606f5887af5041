import type { Environment, NamedEnvironment } from '../../../lib/app/environments/environment';
import { overridesOf } from '../../../lib/app/environments/environment';
import { manifestsOf } from '../../../lib/app/output/dist';
import { objectsOf } from '../../../lib/engine/release/release';
import { RELAY_IMAGE, relayOf } from '../../../lib/stacks/claude-middleware/wiring';
import { stacks } from '../../../lib/stacks/stacks';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { at } from '../../acceptance/path';
import { hosts, middlewareObjects, objectNamed } from './rendering';

const keys = { config: { existingSecret: 'keys' } };

function environment(stacks: Environment['stacks'], namespace = 'ai'): NamedEnvironment {
  return { name: 'test', namespace, stacks: stacks };
}

function stackObjects(of: NamedEnvironment, name: 'claude-relay' | 'claude-middleware'): KubernetesObject[] {
  return objectsOf({
    stack: stacks[name].template(),
    name,
    namespace: of.namespace,
    values: [{ name: 'test', values: overridesOf(of, name) ?? {} }],
  });
}

const POLICY = 'NetworkPolicy';

describe('a middleware and its relay in one environment', () => {
  const relay = { ...keys, image: RELAY_IMAGE };

  it('needs no host, no port and no Secret written twice', () => {
    const both = environment({
      'claude-relay': {
        ...relay,
        fullnameOverride: 'r',
        service: { port: 8000 },
        streaming: { maxStreamSeconds: 77, maxBodyMegabytes: 60 },
        redis: { auth: { enabled: true, existingSecret: 'redis-password' } },
      },
      'claude-middleware': { replicaCount: 2 },
    });
    expect(overridesOf(both, 'claude-middleware')).toEqual({
      relay: { host: 'r', port: 8000, inCluster: true },
      redis: {
        host: 'r-redis',
        port: 6379,
        database: 0,
        tls: false,
        inCluster: true,
        existingSecret: 'redis-password',
        existingSecretKeys: { password: 'password' },
      },
      streaming: { maxStreamSeconds: 77, maxBodyMegabytes: 60 },
      replicaCount: 2,
    });
  });

  it('takes the Redis outside that the relay has', () => {
    const externalRedis = {
      host: 'redis.example.com',
      port: 6380,
      database: 3,
      tls: true,
      existingSecret: 's',
    };
    const both = environment({
      'claude-relay': { ...relay, redis: { enabled: false }, externalRedis },
      'claude-middleware': {},
    });
    expect(overridesOf(both, 'claude-middleware')).toMatchObject({
      redis: { ...externalRedis, inCluster: false },
    });
  });

  it('opens the network policies of the relay and of its Redis, and no more than those', () => {
    const policies = (stacks: Environment['stacks']) =>
      stackObjects(environment(stacks), 'claude-relay').filter(({ kind }) => kind === POLICY);
    const alone = policies({ 'claude-relay': relay });
    const together = policies({ 'claude-relay': relay, 'claude-middleware': {} });
    expect(alone).toHaveLength(2);
    const matchLabels = { 'app.kubernetes.io/part-of': 'claude-middleware' };
    const matchExpressions = [{ key: 'app.kubernetes.io/component', operator: 'NotIn', values: ['test'] }];
    const peers = {
      'claude-relay': { podSelector: { matchLabels } },
      'claude-relay-redis': { podSelector: { matchLabels, matchExpressions } },
    };
    for (const [name, peer] of Object.entries(peers)) {
      const [before, after] = [objectNamed(alone, POLICY, name), objectNamed(together, POLICY, name)];
      expect(at(after, 'spec.ingress[0].from')).toEqual([
        ...(at(before, 'spec.ingress[0].from') as unknown[]),
        peer,
      ]);
    }
    const others = (policies: typeof alone) =>
      policies.map((policy) => ({ ...policy, spec: { ...(policy['spec'] as object), ingress: [] } }));
    expect(others(together)).toEqual(others(alone));
  });

  it('lets in what the environment lets in already', () => {
    const both = environment({
      'claude-relay': { ...relay, networkPolicy: { clientStacks: ['other'] } },
      'claude-middleware': {},
    });
    expect(overridesOf(both, 'claude-relay')).toMatchObject({
      networkPolicy: { clientStacks: ['other', 'claude-middleware'] },
    });
  });

  it('has pods that the policies of both let through', () => {
    const both = environment({ 'claude-relay': relay, 'claude-middleware': {} });
    const middleware = stackObjects(both, 'claude-middleware');
    const pods = at(
      objectNamed(middleware, 'Deployment', 'claude-middleware'),
      'spec.template.metadata.labels',
    );
    expect(pods).toMatchObject({ 'app.kubernetes.io/part-of': 'claude-middleware' });
    const egress = at(objectNamed(middleware, POLICY, 'claude-middleware-netpol'), 'spec.egress');
    expect(egress).toEqual([
      expect.anything(),
      { ports: [{ protocol: 'TCP', port: 3000 }], to: [{ podSelector: relayPods('NotIn') }] },
      { ports: [{ protocol: 'TCP', port: 6379 }], to: [{ podSelector: relayPods('In') }] },
    ]);
    const labels = stackObjects(both, 'claude-relay')
      .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
      .map((object) => at(object, 'spec.template.metadata.labels') as Record<string, string>);
    expect(
      labels.map((one) => [one['app.kubernetes.io/part-of'], one['app.kubernetes.io/component']]),
    ).toEqual(
      expect.arrayContaining([
        ['claude-relay', undefined],
        ['claude-relay', 'claude-relay-redis'],
      ]),
    );
  });

  it('enforces in the namespace what the pods can meet', () => {
    const namespace = (values: Environment['stacks']) =>
      manifestsOf(environment(values)).values().next().value;
    expect(namespace({ 'claude-relay': relay })).toContain('enforce: restricted');
    expect(namespace({ 'claude-relay': relay, 'claude-middleware': {} })).toContain('enforce: baseline');
    const own = { program: { copy: false } };
    expect(namespace({ 'claude-relay': relay, 'claude-middleware': own })).toContain('enforce: restricted');
  });
});

describe('a middleware whose relay', () => {
  const outside = {
    relay: { host: 'relay.example.com', tls: true, port: 443 },
    redis: { host: 'redis.example.com' },
  };

  it.each<[string, Environment['stacks'], string]>([
    [
      'is nowhere',
      { 'claude-middleware': {} },
      'relay.host is not set, but the environment has no claude-relay',
    ],
    [
      'is not in the environment',
      { 'claude-middleware': hosts },
      'relay.host is claude-relay, a Service of the namespace, but',
    ],
    [
      'is another one of the namespace',
      {
        'claude-relay': { ...keys, image: RELAY_IMAGE },
        'claude-middleware': { relay: { host: 'claude-rely' } },
      },
      'relay.host is claude-rely, but the relay of the environment is claude-relay',
    ],
    [
      'is of another project',
      { 'claude-relay': keys, 'claude-middleware': {} },
      'rejects every request of the middleware with status 401',
    ],
  ])('%s is rejected', (_, stacks, reason) => {
    expect(() => overridesOf(environment(stacks), 'claude-middleware')).toThrow(reason);
  });

  it('is outside goes its own way', () => {
    const of = environment({ 'claude-relay': keys, 'claude-middleware': outside });
    expect(overridesOf(of, 'claude-middleware')).toEqual(outside);
    expect(overridesOf(of, 'claude-relay')).toEqual(keys);
  });

  it('is in another namespace reaches it by its full name', () => {
    const wiring = relayOf(
      {
        name: 'relay',
        namespace: 'there',
        values: [{ name: 'test', values: { ...keys, image: RELAY_IMAGE } }],
      },
      'here',
    );
    expect(wiring).toMatchObject({
      relay: { host: 'relay-claude-relay.there.svc', namespace: 'there' },
      redis: { host: 'relay-claude-relay-redis.there.svc' },
    });
    const policy = objectNamed(middlewareObjects(wiring), POLICY, 'claude-middleware-netpol');
    expect(at(policy, 'spec.egress[1].to')).toEqual([
      {
        podSelector: relayPods('NotIn'),
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'there' } },
      },
    ]);
  });
});

/** The pods of the relay's chart, of its Redis or of the relay itself. */
function relayPods(operator: 'In' | 'NotIn') {
  return {
    matchLabels: { 'app.kubernetes.io/part-of': 'claude-relay' },
    matchExpressions: [{ key: 'app.kubernetes.io/component', operator, values: ['claude-relay-redis'] }],
  };
}
