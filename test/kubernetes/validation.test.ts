import { testValues } from '../../lib/kubernetes/helm-test';
import { ForEachEntry } from '../../lib/engine/template/scopes';
import { orElse, text } from '../../lib/engine/template/operators';
import { entry, list, mapOf, section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { hostname } from '../../lib/engine/values/names';
import { quantity } from '../../lib/engine/values/numbers';
import { boolean, string } from '../../lib/engine/values/scalars';
import { imagePullSecretsValue } from '../../lib/kubernetes/image';
import { resourceValues, SMALL } from '../../lib/kubernetes/resources';
import { schedulingValues } from '../../lib/kubernetes/scheduling';
import {
  validateNotAbove,
  validatePods,
  validatePullSecrets,
  validateResources,
  validateServiceOrHost,
  validateTolerations,
} from '../../lib/kubernetes/validation';
import { rejections, TinyStack } from './tiny-stack';

const DEFAULTS = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '128Mi' } };
const fields = {
  bundled: boolean(true, 'On.'),
  host: hostname('db', 'Name or host.'),
  resources: resourceValues(DEFAULTS, 'Resources.'),
  services: mapOf(
    {},
    'Services.',
    entry('A service.', {
      resources: section('Resources.', resourceValues(DEFAULTS, 'Resources.').shape.fields),
    }),
    { key: /^[a-z]+$/, expects: 'letters', samples: ['web'] },
  ),
  least: section('Least.', { cpu: quantity('1', 'CPU.'), memory: quantity('1Gi', 'Memory.') }),
  most: section('Most.', { cpu: quantity('1', 'CPU.'), memory: quantity('1Gi', 'Memory.') }),
  names: list([], 'Names.', string('', 'A name.')),
  imagePullSecrets: imagePullSecretsValue,
  ...schedulingValues,
  tests: testValues(1, SMALL),
};
type Stack = TinyStack<typeof fields>;

/** What the stack with one rule says to some values. */
function against(rule: (stack: Stack) => void) {
  return (values: JsonObject): string[] => {
    const stack = new TinyStack(fields);
    rule(stack);
    return rejections(stack, values);
  };
}

describe('the name of a Service, or a host', () => {
  const rejected = against((stack) => {
    const { host, bundled } = stack.values;
    const name = orElse(host, text`${stack.fullname}-db`);
    validateServiceOrHost(stack, 'db', { path: 'host', value: host, name, bundled });
  });
  const NAME =
    'host must start with a letter and have no dot and at most 52 characters, since it names a Service.';

  it.each([['1db'], ['db.example.com'], ['a'.repeat(53)]])('of a bundled database must not be %s', (host) => {
    expect(rejected({ host })).toEqual([NAME]);
  });

  it.each([['db'], ['d'], ['a'.repeat(52)], ['']])('of a bundled database may be %j', (host) => {
    expect(rejected({ host })).toEqual([]);
  });

  it.each(['db.example.com', '10.0.0.1', 'a'.repeat(53)])('of an external database may be %s', (host) => {
    expect(rejected({ bundled: false, host })).toEqual([]);
  });

  it('of an external database must be there', () => {
    expect(rejected({ bundled: false, host: '' })).toEqual([
      'host is empty although the bundled database is disabled; set the host of the external one.',
    ]);
  });
});

describe('a toleration', () => {
  const rejected = against((stack) => validateTolerations(stack, stack.values));
  const WITHOUT_KEY =
    'tolerations has one without a key, which matches all taints; its operator must be Exists.';
  const WITH_VALUE = 'tolerations has one with the operator Exists and a value; remove the value.';
  const WITH_SECONDS =
    'tolerations has one with tolerationSeconds and an effect other than NoExecute; remove one of the two.';

  it.each<[JsonObject, string]>([
    [{ operator: 'Equal', value: 'x' }, WITHOUT_KEY],
    [{ effect: 'NoSchedule' }, WITHOUT_KEY],
    [{ key: 'a', operator: 'Exists', value: 'x' }, WITH_VALUE],
    [{ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 }, WITH_SECONDS],
    [{ key: 'a', operator: 'Exists', tolerationSeconds: 0 }, WITH_SECONDS],
  ])('%j is rejected', (toleration, sentence) => {
    expect(rejected({ tolerations: [toleration] })).toEqual([sentence]);
  });

  it.each<JsonObject>([
    { operator: 'Exists' },
    { key: 'a' },
    { key: 'a', operator: 'Equal', value: 'x' },
    { key: 'a', operator: 'Exists' },
    { key: 'a', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 },
  ])('%j is taken', (toleration) => {
    expect(rejected({ tolerations: [toleration] })).toEqual([]);
  });

  it('is looked at wherever it stands in the list', () => {
    expect(rejected({ tolerations: [{ key: 'a' }, { effect: 'NoSchedule' }] })).toEqual([WITHOUT_KEY]);
  });
});

describe('Secrets for pulling', () => {
  const rejected = against((stack) => validatePullSecrets(stack, stack.values.imagePullSecrets));

  it('named twice are rejected', () => {
    expect(rejected({ imagePullSecrets: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] })).toEqual([
      'imagePullSecrets names a Secret twice; name each once.',
    ]);
  });

  it.each([[[]], [[{ name: 'a' }]], [[{ name: 'a' }, { name: 'b' }]]])('%j are taken', (imagePullSecrets) => {
    expect(rejected({ imagePullSecrets })).toEqual([]);
  });
});

it('what holds for all pods is both', () => {
  const rejected = against((stack) => validatePods(stack, stack.values));
  const imagePullSecrets = [{ name: 'a' }, { name: 'a' }];
  expect(rejected({ tolerations: [{}], imagePullSecrets })).toEqual([
    expect.stringMatching(/^tolerations /),
    expect.stringMatching(/^imagePullSecrets /),
  ]);
});

describe('requests', () => {
  const rejected = against((stack) => validateResources(stack, 'resources', stack.values.resources));

  it.each<[JsonObject, string]>([
    [{ requests: { cpu: '1001m' } }, 'cpu'],
    [{ limits: { cpu: '99m' } }, 'cpu'],
    [{ requests: { cpu: 2 } }, 'cpu'],
    [{ requests: { memory: '1025Mi' } }, 'memory'],
    [{ requests: { memory: '2G' } }, 'memory'],
  ])('above the limits are rejected: %j', (resources, resource) => {
    expect(rejected({ resources })).toEqual([
      `resources.requests.${resource} is above the limit; it must not be larger.`,
    ]);
  });

  it.each<JsonObject>([
    {},
    { requests: { cpu: '1000m', memory: '1024Mi' } },
    { requests: { cpu: '5' }, limits: { cpu: null } },
    { requests: { memory: null }, limits: { memory: '1' } },
  ])('that are no larger, or have nothing to compare with, are taken: %j', (resources) => {
    expect(rejected({ resources })).toEqual([]);
  });

  it.each<JsonObject>([
    { requests: { 'ephemeral-storage': '2Gi' }, limits: { 'ephemeral-storage': '1Gi' } },
    { requests: { 'nvidia.com/gpu': 2 }, limits: { 'nvidia.com/gpu': 1 } },
  ])('of any resource are compared: %j', (resources) => {
    expect(rejected({ resources })).toEqual([expect.stringContaining('is above the limit')]);
  });

  it.each<JsonObject>([
    { requests: { 'nvidia.com/gpu': 1 }, limits: { 'nvidia.com/gpu': 2 } },
    { requests: { 'nvidia.com/gpu': 1 } },
  ])('of a device are as its limit: %j', (resources) => {
    expect(rejected({ resources })).toEqual([
      'resources.requests.nvidia.com/gpu is not the limit; of devices and huge pages it must be the same.',
    ]);
  });

  it('of a device that are as its limit, in whatever form, and a limit alone, are taken', () => {
    const resources = {
      requests: { 'nvidia.com/gpu': 1 },
      limits: { 'nvidia.com/gpu': '1', 'amd.com/gpu': 1 },
    };
    expect(rejected({ resources })).toEqual([]);
  });

  it('of each service in a loop are named by its key', () => {
    const each = against((stack) => {
      const loop = new ForEachEntry(stack, 'services', stack.values.services, {
        key: 'key',
        entry: 'service',
      });
      validateResources(loop, text`services.${loop.key}.resources`, loop.entry.resources);
    });
    const large = { resources: { requests: { cpu: '4' }, limits: { cpu: '3' } } };
    expect(each({ services: { small: {}, web: large } })).toEqual([
      'services.web.resources.requests.cpu is above the limit; it must not be larger.',
    ]);
  });
});

it('amounts are held against others under the name of those', () => {
  const rejected = against((stack) => {
    const { least, most } = stack.values;
    validateNotAbove(stack, 'least', least, { path: 'most', amounts: most });
  });
  expect(rejected({ least: { memory: '2Gi' } })).toEqual([
    'least.memory is above most.memory; it must not be larger.',
  ]);
});
