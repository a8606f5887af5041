import type { JsonObject } from '../../../lib/engine/values/declaration';
import { ValuesError } from '../../../lib/engine/values/check';
import { objectsOf } from '../../../lib/engine/release/release';
import { overlay } from '../../../lib/engine/values/merge';
import { stacks } from '../../../lib/stacks/stacks';
import { at } from '../../kubernetes/tiny-stack';
import { REQUIRED_VALUES } from '../../support/required-values';
import { warningsFor } from '../warnings';

const ORIGINAL = {};
const FORK = {
  image: { repository: 'lfreea/claude-relay-service', tag: '1.2.15' },
  streaming: { maxBodyMegabytes: 10 },
};

const warnings = (...values: JsonObject[]) => warningsFor('claude-relay', values.reduce(overlay));

function objects(...values: JsonObject[]) {
  const given = [REQUIRED_VALUES['claude-relay'] ?? {}, ...values].reduce(overlay);
  const stack = stacks['claude-relay'].template();
  return objectsOf({ stack, name: 'r', namespace: 'ai', values: [{ name: 'given', values: given }] });
}

function rejection(...values: JsonObject[]): string {
  try {
    objects(...values);
    return '';
  } catch (error) {
    if (error instanceof ValuesError) return error.message;
    throw error;
  }
}

const variablesOf = (...values: JsonObject[]) => {
  const configMap = objects(...values).find((object) => object['kind'] === 'ConfigMap');
  return Object.keys(at(configMap, 'data') as JsonObject);
};

// Read by the original alone (see software.ts).
const NOT_BY_THE_FORK = [
  'REQUEST_TIMEOUT',
  'REQUEST_MAX_SIZE_MB',
  'CLEAR_CONCURRENCY_QUEUES_ON_STARTUP',
  'BALANCE_SCRIPT_ENABLED',
];

it('gives the original all of its variables, and the fork only those that it reads', () => {
  expect(variablesOf(ORIGINAL)).toEqual(expect.arrayContaining(NOT_BY_THE_FORK));
  expect(variablesOf(FORK).filter((name) => NOT_BY_THE_FORK.includes(name))).toEqual([]);
  expect(variablesOf(FORK)).toContain('DEFAULT_PROXY_TIMEOUT');
});

it('gives an image of another version all of them', () => {
  expect(variablesOf({ image: { tag: '9.9.9' } })).toEqual(expect.arrayContaining(NOT_BY_THE_FORK));
});

it('warns of nothing where the defaults are kept', () => {
  expect([warnings(ORIGINAL), warnings(FORK)]).toEqual([[], []]);
});

it('warns of no variable that the source reads under another name', () => {
  expect(warnings(ORIGINAL, { config: { extraEnv: { DUMP_MAX_FILE_SIZE_BYTES: '1000' } } })).toEqual([]);
});

it.each<[string, JsonObject, RegExp]>([
  [
    'bodies that the fork does not take',
    overlay(FORK, { streaming: { maxBodyMegabytes: 60 } }),
    /is 60, .* accepts at most 10/,
  ],
  [
    'an address that the original does not use',
    { config: { claudeApiUrl: 'https://proxy.example.com' } },
    /^WARNING: config\.claudeApiUrl: /,
  ],
  ['debug, which nothing uses', { config: { debug: true } }, /^WARNING: config\.debug: /],
  [
    'a variable of the original alone',
    overlay(FORK, { config: { extraEnv: { LDAP_ENABLED: 'true' } } }),
    /^WARNING: config\.extraEnv\.LDAP_ENABLED: version 1\.2\.15 /,
  ],
  [
    'a misspelt variable',
    { config: { extraEnv: { TIMEZONE_OFSET: '8' } } },
    /^WARNING: config\.extraEnv\.TIMEZONE_OFSET: version 1\.1\.314 /,
  ],
  ['another version', { image: { tag: '1.1.315' } }, /1\.1\.315 is none of .*differ: .*REQUEST_TIMEOUT/],
  [
    'a monitor of metrics that Prometheus cannot parse',
    { serviceMonitor: { enabled: true } },
    /^WARNING: serviceMonitor\.enabled: /,
  ],
])('warns of %s', (_, values, sentence) => {
  expect(warnings(values)).toEqual([expect.stringMatching(sentence)]);
});

describe('the administration of the fork, which it opens to anybody', () => {
  const ingress = (...paths: string[]): JsonObject => ({
    ingress: { enabled: true, hosts: [{ host: 'a.example.com', paths: paths.map((path) => ({ path })) }] },
  });

  it.each(['/', '/web', '/admin', '/apiStats', '/users'])('is not published at %s', (path) => {
    expect(rejection(FORK, ingress('/api', path))).toMatch(/^given: ingress\.hosts has a path besides \/api/);
  });

  it('is not published where no path is given, since that is all of them', () => {
    const all = { ingress: { enabled: true, hosts: [{ host: 'a.example.com' }] } };
    expect(rejection(FORK, all)).toMatch(/ingress\.hosts has a path besides/);
  });

  it.each(['LoadBalancer', 'NodePort'])('is not published by a Service of type %s', (type) => {
    expect(rejection(FORK, { service: { type } })).toMatch(/^given: service\.type is not ClusterIP/);
  });

  it('is not published either by an image of the fork in another version', () => {
    const later = overlay(FORK, { image: { tag: 'latest' } });
    expect(rejection(later, ingress('/'))).toMatch(/ingress\.hosts has a path besides/);
  });

  it('does not keep its API from being published, nor the original', () => {
    expect(rejection(FORK, ingress('/api', '/claude/v1', '/openai', '/gemini'))).toBe('');
    expect(rejection(ORIGINAL, ingress('/'))).toBe('');
    expect(rejection(ORIGINAL, { service: { type: 'LoadBalancer' } })).toBe('');
  });
});
