import { imagePullSecretsValue } from '../../../lib/kubernetes/image';
import { schedulingValues } from '../../../lib/kubernetes/scheduling';
import { podSecurityOf } from '../../../lib/app/objects/pod-security';
import { when } from '../../../lib/engine/template/tree';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { section } from '../../../lib/engine/values/collections';
import { boolean } from '../../../lib/engine/values/scalars';
import { addDeployment } from '../../../lib/kubernetes/deployment';
import { addNetworkPolicy, anywhere, podsOf } from '../../../lib/kubernetes/network-policy';
import { literal } from '../../../lib/engine/template/expression';
import {
  addRedis,
  externalRedisValues,
  redisComponent,
  redisValues,
  type RedisOptions,
} from '../../../lib/kubernetes/redis/redis';
import { text } from '../../../lib/engine/template/operators';
import { at, kindsOf, nameOf, objectsFor, only, podOf, rejections, TinyStack } from '../tiny-stack';

const fields = {
  redis: redisValues,
  externalRedis: externalRedisValues,
  networkPolicy: section('Network policy.', { enabled: boolean(true, 'On.') }),
  ...schedulingValues,
  imagePullSecrets: imagePullSecretsValue,
};

/** A stack that reads how Redis is reached from its variables. */
function stackWith(external = true, options: RedisOptions = {}) {
  const stack = new TinyStack(fields);
  const { values, main } = stack;
  const redis = addRedis(
    stack,
    main,
    {
      bundled: values.redis,
      chart: values,
      ...(external ? { external: values.externalRedis } : {}),
      networkPolicy: values.networkPolicy.enabled,
    },
    options,
  );
  const env = [
    { name: 'HOST', value: redis.host },
    { name: 'PORT', value: text`${redis.port}` },
    { name: 'DATABASE', value: redis.database },
    { name: 'TLS', value: redis.tls },
    when(redis.protected, redis.passwordVariable('PASSWORD')),
  ];
  addDeployment(stack, main, { replicaCount: 1 }, { containers: [{ name: 'main', env }] });
  const policy = { enabled: values.networkPolicy.enabled };
  addNetworkPolicy(stack, main, policy, { from: [], to: redis.connections, suffix: '-main' });
  return stack;
}
const objects = (values: JsonObject = {}) => objectsFor(stackWith(), values);
const EXTERNAL = { redis: { enabled: false }, externalRedis: { host: 'redis.example.com' } };
const external = (given: JsonObject) => ({
  ...EXTERNAL,
  externalRedis: { ...EXTERNAL.externalRedis, ...given },
});
const bundled = (auth: JsonObject) => ({ redis: { auth: { enabled: true, ...auth } } });

/** The variables of the stack, by name: what a container sees of them. */
function variables(values: JsonObject = {}, stack = stackWith()): JsonObject {
  const env = at(
    podOf(only('Deployment', objectsFor(stack, values))),
    'containers',
    0,
    'env',
  ) as JsonObject[];
  return Object.fromEntries(
    env.map((item) => [String(item['name']), item['value'] ?? at(item, 'valueFrom', 'secretKeyRef') ?? null]),
  );
}
const egress = (values: JsonObject) =>
  at(
    objects(values).find((object) => nameOf(object) === 'app-small-main'),
    'spec',
    'egress',
  );
const server = (values: JsonObject = {}) => only('StatefulSet', objects(values));
const container = (values: JsonObject = {}) => at(podOf(server(values)), 'containers', 0);

describe('a bundled Redis', () => {
  it('is a database, its Service and its policy, named after the release', () => {
    const own = objects().filter((object) => nameOf(object) === 'app-small-redis');
    expect(kindsOf(own)).toEqual(['StatefulSet', 'Service', 'NetworkPolicy']);
  });

  it('is reached by the name of its Service, without TLS', () => {
    expect(variables()).toEqual({ HOST: 'app-small-redis', PORT: '6379', DATABASE: '0', TLS: 'false' });
  });

  it('does not read the values of an external one', () => {
    const given = { externalRedis: { host: 'x', port: 1, database: 2, tls: true, password: 'p' } };
    expect(variables(given)).toEqual(variables());
    expect(kindsOf(objects(given))).not.toContain('Secret');
  });

  it('is set apart from that of another stack in the release', () => {
    expect(redisComponent({ name: 'small' })).toBe('small-redis');
    expect(at(server(), 'spec', 'selector', 'matchLabels')).toMatchObject({
      'app.kubernetes.io/name': 'redis',
      'app.kubernetes.io/component': 'small-redis',
    });
  });

  it('has the version of its image in a label', () => {
    const label = at(
      server({ redis: { image: { tag: '8.0' } } }),
      'metadata',
      'labels',
      'app.kubernetes.io/version',
    );
    expect(label).toBe('8.0');
    expect(container({ redis: { image: { tag: '8.0' } } })).toHaveProperty(
      'image',
      'docker.io/library/redis:8.0',
    );
  });

  it('writes each change to its volume and rather fails than drops data', () => {
    expect(at(container(), 'args')).toEqual([
      'redis-server',
      '--appendonly',
      'yes',
      '--save',
      '60 1',
      '--maxmemory-policy',
      'noeviction',
    ]);
    expect(at(container(), 'volumeMounts', 0, 'mountPath')).toBe('/data');
  });

  it('has helpers of its own name in the chart', () => {
    const names = stackWith().helpers.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['redisHost', 'redisPort', 'redisSelectorLabels', 'redisLabels']),
    );
  });

  it('listens on the port that its Service forwards to', () => {
    expect(at(container(), 'ports')).toEqual([{ name: 'redis', containerPort: 6379, protocol: 'TCP' }]);
    expect(at(only('Service', objects()), 'spec', 'ports', 0)).toMatchObject({
      port: 6379,
      targetPort: 'redis',
    });
  });

  it('meets the standard restricted, as the user of the image', () => {
    expect(podSecurityOf([server()])).toBe('restricted');
    expect(at(podOf(server()), 'securityContext')).toMatchObject({ runAsUser: 999, runAsGroup: 1000 });
  });

  it('is asked with a ping, and has five minutes to load its data', () => {
    const ping = {
      exec: { command: ['sh', '-c', 'timeout 4 redis-cli ping | grep -q PONG'] },
      timeoutSeconds: 5,
    };
    for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
      expect(at(container(), probe)).toMatchObject(ping);
    const { periodSeconds, failureThreshold } = at(container(), 'startupProbe') as Record<string, number>;
    expect((periodSeconds ?? 0) * (failureThreshold ?? 0)).toBe(300);
  });

  it('lets in the pods of its stack and connects to nothing', () => {
    const policy = objects().find((object) => object['kind'] === 'NetworkPolicy');
    const selector = at(only('Deployment', objects()), 'spec', 'selector', 'matchLabels') as Record<
      string,
      string
    >;
    expect(at(policy, 'spec', 'ingress')).toEqual([
      { ports: [{ protocol: 'TCP', port: 6379 }], from: [podsOf(selector)] },
    ]);
    expect(at(policy, 'spec', 'policyTypes')).toContain('Egress');
    expect(at(policy, 'spec')).not.toHaveProperty('egress');
  });

  it('may let in others', () => {
    const alsoFrom = [podsOf({ app: 'exporter' })];
    const [policy] = objectsFor(stackWith(true, { alsoFrom })).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(at(policy, 'spec', 'ingress', 0, 'from', 1)).toEqual(podsOf({ app: 'exporter' }));
  });

  it('has no policy where the user has them off', () => {
    expect(kindsOf(objects({ networkPolicy: { enabled: false } }))).toEqual([
      'StatefulSet',
      'Service',
      'Deployment',
    ]);
  });

  it('is the only Redis that the stack connects to', () => {
    const selector = at(server(), 'spec', 'selector', 'matchLabels') as Record<string, string>;
    expect(egress({})).toEqual([{ ports: [{ protocol: 'TCP', port: 6379 }], to: [podsOf(selector)] }]);
  });

  it('may have a name and a component of its own', () => {
    const names = { name: literal('cache'), component: 'cache' };
    const object = only('StatefulSet', objectsFor(stackWith(true, { names })));
    expect(nameOf(object)).toBe('cache');
    expect(at(object, 'metadata', 'labels', 'app.kubernetes.io/component')).toBe('cache');
  });

  it('must not ask for more than it may have', () => {
    expect(rejections(stackWith(), { redis: { resources: { requests: { memory: '1Gi' } } } })).toEqual([
      'redis.resources.requests.memory is above the limit; it must not be larger.',
    ]);
    expect(
      rejections(stackWith(true, { path: 'cache' }), {
        redis: { resources: { requests: { memory: '1Gi' } } },
      }),
    ).toEqual([expect.stringMatching(/^cache\.resources\.requests\.memory /)]);
  });
});

describe('the password of a bundled Redis', () => {
  it('is none by default', () => {
    expect(kindsOf(objects())).not.toContain('Secret');
    expect(container()).not.toHaveProperty('env');
  });

  it('from the values is in a Secret that Redis and the stack read', () => {
    const given = bundled({ password: 'secret' });
    const reference = { name: 'app-small-redis', key: 'password' };
    expect(only('Secret', objects(given))).toMatchObject({
      metadata: { name: 'app-small-redis' },
      stringData: { password: 'secret' },
    });
    expect(at(container(given), 'env')).toEqual([
      { name: 'REDISCLI_AUTH', valueFrom: { secretKeyRef: reference } },
    ]);
    expect(variables(given)).toHaveProperty('PASSWORD', reference);
  });

  it('from a Secret of the user is in no other', () => {
    const given = bundled({ existingSecret: 'theirs' });
    const reference = { name: 'theirs', key: 'password' };
    expect(kindsOf(objects(given))).not.toContain('Secret');
    expect(variables(given)).toHaveProperty('PASSWORD', reference);
    expect(at(container(given), 'env', 0, 'valueFrom', 'secretKeyRef')).toEqual(reference);
  });

  it('never stands among the arguments of a process', () => {
    const args = at(container(bundled({ password: 'secret' })), 'args') as string[];
    expect(args.slice(0, 2)).toEqual(['sh', '-c']);
    // Redis takes the place of the shell, and reads its configuration from the standard input before its other arguments.
    expect(args[2]).toMatch(/^exec "\$0" - "\$@" <<END\nrequirepass "\$password"\nEND$/m);
    expect(args.slice(3)).toEqual(at(container(), 'args'));
    expect(args.join(' ')).not.toContain('--requirepass');
    expect(args.join(' ')).not.toContain('secret');
  });

  it('replaces the pod when it changes', () => {
    const annotations = (values: JsonObject) =>
      at(server(values), 'spec', 'template', 'metadata', 'annotations');
    expect(annotations(bundled({ password: 'a' }))).not.toEqual(annotations(bundled({ password: 'b' })));
  });
});

describe('an external Redis', () => {
  it('has nothing of the bundled one', () => {
    expect(kindsOf(objects(EXTERNAL))).toEqual(['Deployment', 'NetworkPolicy']);
  });

  it('is reached as the values say', () => {
    expect(variables(external({ port: 6380, database: 3, tls: true }))).toEqual({
      HOST: 'redis.example.com',
      PORT: '6380',
      DATABASE: '3',
      TLS: 'true',
    });
  });

  it('is reached through its port at any address', () => {
    expect(egress(external({ port: 6380 }))).toEqual([
      { ports: [{ protocol: 'TCP', port: 6380 }], to: anywhere },
    ]);
  });

  it('has its password from the values, by a Secret', () => {
    const given = external({ password: 'theirs' });
    expect(at(only('Secret', objects(given)), 'stringData')).toEqual({ password: 'theirs' });
    expect(variables(given)).toHaveProperty('PASSWORD', {
      name: nameOf(only('Secret', objects(given))),
      key: 'password',
    });
  });

  it('has its password from a Secret of the user', () => {
    const given = external({ existingSecret: 'theirs' });
    expect(kindsOf(objects(given))).not.toContain('Secret');
    expect(variables(given)).toHaveProperty('PASSWORD', { name: 'theirs', key: 'password' });
  });

  it('does not read the password of the bundled one', () => {
    const given = { ...EXTERNAL, redis: { enabled: false, auth: { enabled: true, password: 'x' } } };
    expect(variables(given)).not.toHaveProperty('PASSWORD');
    expect(kindsOf(objects(given))).not.toContain('Secret');
  });
});

describe('a Redis of which a single section has both', () => {
  const stack = () => stackWith(false);

  it('has its name, its port and its password from that', () => {
    const given = bundled({ password: 'secret' });
    expect(variables(given, stack())).toEqual({
      HOST: 'app-small-redis',
      PORT: '6379',
      DATABASE: '0',
      TLS: 'false',
      PASSWORD: { name: 'app-small-redis', key: 'password' },
    });
    expect(only('Secret', objectsFor(stack(), given))).toHaveProperty('stringData', { password: 'secret' });
  });

  it('has its password in a Secret also where it is external', () => {
    const given = { redis: { enabled: false, auth: { enabled: true, password: 'secret' } } };
    expect(kindsOf(objectsFor(stack(), given))).toContain('Secret');
    expect(variables(given, stack())).toHaveProperty('PASSWORD');
  });

  it('has no Secret of its own where the user names one, or there is no password', () => {
    expect(kindsOf(objectsFor(stack(), bundled({ existingSecret: 'theirs' })))).not.toContain('Secret');
    expect(kindsOf(objectsFor(stack()))).not.toContain('Secret');
    expect(variables(bundled({ existingSecret: 'theirs' }), stack())).toHaveProperty(
      'PASSWORD.name',
      'theirs',
    );
  });
});
