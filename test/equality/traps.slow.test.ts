import { ClaudeRelay } from '../../lib/stacks/claude-relay/stack';
import { NASTY_STRINGS } from '../../lib/engine/values/scalars';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { compareRenderings } from '../support/equality';
import { plainRendering, type RenderRequest } from '../support/renderers';

// What is known to go wrong between YAML, Helm and JavaScript, on the relay's own chart.
const template = new ClaudeRelay();
const chart = newChartFolder(template);
const keys: JsonObject = { config: { jwtSecret: 'test-jwt', encryptionKey: 'test-enc' } };

interface Trap extends Partial<RenderRequest> {
  readonly name: string;
}

const rendered: readonly Trap[] = [
  ...NASTY_STRINGS.map((nasty) => ({
    name: `the text ${JSON.stringify(nasty)} in a Secret, a ConfigMap and annotations`,
    values: [
      {
        config: { jwtSecret: nasty, adminUsername: nasty, extraEnv: { NASTY: nasty } },
        podAnnotations: { note: nasty },
        service: { annotations: { 'a.b/c-d': nasty } },
      },
    ],
  })),
  {
    name: 'empty list, empty map, empty text',
    values: [
      { tolerations: [], nodeSelector: {}, affinity: {}, priorityClassName: '', imagePullSecrets: [] },
    ],
  },
  {
    name: 'an optional value that is there',
    set: ['autoscaling.enabled=true', 'autoscaling.targetMemoryUtilizationPercentage=80'],
  },
  { name: 'null takes a limit away', values: [{ resources: { limits: { cpu: null } } }] },
  {
    name: 'null from --set',
    set: ['resources.limits.memory=null', 'autoscaling.targetCPUUtilizationPercentage=null'],
  },
  {
    name: 'two Ingress hosts',
    set: [
      'ingress.enabled=true',
      'ingress.hosts[0].host=a.example.com',
      'ingress.hosts[1].host=b.example.com',
    ],
  },
  { name: 'a host without paths', set: ['ingress.enabled=true', 'ingress.hosts[0].host=x'] },
  {
    name: 'a host with an empty path list',
    values: [{ ingress: { enabled: true, hosts: [{ host: 'x', paths: [] }] } }],
  },
  {
    name: 'an annotation of the user in place of one of the chart',
    values: [
      { ingress: { enabled: true, annotations: { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '5' } } },
    ],
  },
  { name: 'autoscaling on', set: ['autoscaling.enabled=true'] },
  { name: 'autoscaling off and multiple replicas', set: ['replicaCount=3'] },
  { name: 'no pods', set: ['replicaCount=0'] },
  { name: 'shared volume', set: ['replicaCount=3', 'persistence.accessMode=ReadWriteMany'] },
  { name: 'nameOverride', set: ['nameOverride=other'] },
  { name: 'fullnameOverride', set: ['fullnameOverride=other'] },
  { name: 'a release name of 53 characters', release: 'r'.repeat(53) },
  {
    name: 'a release name of 53 characters with the chart name in it',
    release: `claude-relay-${'r'.repeat(40)}`,
  },
  { name: 'a release in another namespace', release: 'second', namespace: 'n0' },
  ...[
    ['500m', '0.5'],
    ['0.5', '500m'],
    ['1000', '1k'],
    ['1023Mi', '1Gi'],
    ['1G', '1Gi'],
    ['999999k', '1G'],
    ['8191Pi', '8Ei'],
    [0, '1m'],
    [0, 0],
    ['0', 0],
    [0, '0'],
    [999_999, '1M'],
  ].map(([request = '', limit = '']) => ({
    name: `a request of ${request} below a limit of ${limit}`,
    values: [{ resources: { requests: { memory: request }, limits: { memory: limit } } }],
  })),
  {
    name: 'a number as a quantity',
    set: ['redis.persistence.size=10', 'resources.requests.cpu=1', 'resources.limits.cpu=2'],
  },
  {
    name: 'text from --set-string',
    setString: ['podAnnotations.on=true', 'podAnnotations.port=080', 'config.adminUsername=1e6'],
  },
  {
    name: 'global and enabled, as a parent chart adds them',
    values: [{ global: { a: { b: 1 } }, enabled: true }],
  },
  {
    name: 'a tolerated taint',
    values: [{ tolerations: [{ key: 'y', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 0 }] }],
  },
  { name: 'a LoadBalancer', set: ['service.type=LoadBalancer', 'service.port=80'] },
];

const rejected: readonly (Trap & { readonly reason: string })[] = [
  ...[
    ['501m', '0.5'],
    ['0.5001', '500m'],
    ['1.1', '1099m'],
    ['1Gi', '1G'],
    ['1025Mi', '1Gi'],
    ['8Ei', '8191Pi'],
    ['1', '999m'],
    ['1m', 0],
    ['1m', '0'],
    [1, 0],
    [999_999, '999998'],
  ].map(([request = '', limit = '']) => ({
    name: `a request of ${request} above a limit of ${limit}`,
    values: [{ resources: { requests: { cpu: request }, limits: { cpu: limit } } }],
    reason: 'resources.requests.cpu is above the limit; it must not be larger.',
  })),
  {
    name: 'no secrets',
    values: [{ config: { jwtSecret: '', encryptionKey: '' } }],
    reason: 'config.jwtSecret is required',
  },
  {
    name: 'a secret both ways',
    set: ['config.existingSecret=x'],
    reason: 'config.jwtSecret is set and so is config.existingSecret',
  },
  {
    name: 'a Redis password both ways',
    set: ['redis.auth.enabled=true', 'redis.auth.password=a', 'redis.auth.existingSecret=b'],
    reason: 'redis.auth.password is set and so is redis.auth.existingSecret',
  },
  {
    name: 'an outside Redis password both ways',
    set: [
      'redis.enabled=false',
      'externalRedis.host=h',
      'externalRedis.password=a',
      'externalRedis.existingSecret=b',
    ],
    reason: 'externalRedis.password is set and so is',
  },
  {
    name: 'a Redis password that is missing',
    set: ['redis.auth.enabled=true'],
    reason: 'redis.auth.password is empty',
  },
  { name: 'no Redis at all', set: ['redis.enabled=false'], reason: 'externalRedis.host is empty' },
  {
    name: 'minimum above maximum',
    set: ['autoscaling.enabled=true', 'autoscaling.minReplicas=5', 'autoscaling.maxReplicas=2'],
    reason: 'autoscaling.minReplicas is above autoscaling.maxReplicas',
  },
  {
    name: 'an autoscaler without a target',
    set: ['autoscaling.enabled=true', 'autoscaling.targetCPUUtilizationPercentage=null'],
    reason: 'autoscaling is enabled without a target',
  },
  {
    name: 'multiple replicas on a single-writer volume',
    set: ['replicaCount=2', 'persistence.accessMode=ReadWriteOnce'],
    reason: 'persistence.accessMode is ReadWriteOnce',
  },
  {
    name: 'an Ingress without hosts',
    values: [{ ingress: { enabled: true, hosts: [] } }],
    reason: 'ingress.hosts is empty',
  },
  {
    name: 'a release name with a dot',
    release: 'a.b',
    reason: 'The release name must be at most 53 lowercase letters, digits and "-"',
  },
  {
    name: 'a release name that begins with a digit',
    release: '7up',
    reason: 'The release name must start with a letter',
  },
  { name: 'null for something that is needed', set: ['service=null'], reason: 'service is missing' },
  {
    name: 'an unknown key',
    set: ['service.prot=1'],
    reason: 'service.prot is not a known value. Did you mean service.port?',
  },
  {
    name: 'an environment variable that another value sets',
    set: ['config.extraEnv.PORT=1'],
    reason: 'config.extraEnv has the key "PORT"',
  },
  {
    name: 'a label that selectors live on',
    values: [{ podLabels: { 'app.kubernetes.io/name': 'x' } }],
    reason: 'podLabels has the key "app.kubernetes.io/name"',
  },
  {
    name: 'a port out of range',
    set: ['service.port=65536'],
    reason: 'service.port is 65536; it must be an integer from 1 to 65535.',
  },
  {
    name: 'a port that is text',
    setString: ['service.port=80'],
    reason: 'service.port is "80"; it must be an integer',
  },
  {
    name: 'a malformed quantity',
    set: ['resources.limits.memory=1GB'],
    reason: 'resources.limits.memory is "1GB"; it must be a Kubernetes quantity',
  },
  {
    name: 'a malformed host',
    set: ['externalRedis.host=my_redis!'],
    reason: 'externalRedis.host is "my_redis!"; it must be a host name',
  },
];

function requestOf({
  release = 'claude-relay',
  namespace = 'default',
  values = [],
  set = [],
  setString = [],
}: Trap): RenderRequest {
  return { release, namespace, values: [keys, ...values], set, setString };
}

it.each(rendered)('renders alike: $name', async (trap) => {
  expect(await compareRenderings(template, chart, requestOf(trap))).toBe('same objects');
});

it.each(rejected)('rejects alike: $name', async (trap) => {
  expect(await compareRenderings(template, chart, requestOf(trap))).toBe('all reject');
  const plain = plainRendering(template, requestOf(trap));
  expect(plain.ok ? '' : plain.message).toContain(trap.reason);
});

it('keeps apart two releases in one namespace whose long names begin alike', () => {
  const names = ['x', 'y'].map((end) => {
    const plain = plainRendering(template, requestOf({ name: '', release: `${'r'.repeat(52)}${end}` }));
    if (!plain.ok) throw new Error(plain.message);
    return plain.objects.map(
      (object) => `${String(object['kind'])}/${(object['metadata'] as { name: string }).name}`,
    );
  });
  expect(names[0]?.length).toBeGreaterThan(5);
  expect(names[0]?.filter((name) => names[1]?.includes(name))).toEqual([]);
  // A StatefulSet's name goes into a label with a hash, which leaves it 52 characters.
  for (const name of names.flat())
    expect(name.split('/')[1]?.length).toBeLessThanOrEqual(name.startsWith('StatefulSet') ? 52 : 63);
});
