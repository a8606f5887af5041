import { valuesOf, ValuesError } from '../../../lib/engine/values/check';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { ClaudeRelay } from '../../../lib/stacks/claude-relay/stack';
import { JaiRouter } from '../../../lib/stacks/jairouter/stack';
import { mcpBoxValues } from '../../../lib/stacks/mcp-box/values';
import { files, problemsOf } from './problems';

// The sentences as a user reads them, on values of the stacks: who gives the values and in which order is in check.test.ts.

const { declaration: relayValues } = new ClaudeRelay();

/** What is wrong with values of the relay, each in a sentence. */
const problems = (...values: readonly JsonObject[]) => problemsOf(relayValues, ...values);

const NO_HINT = 'The README of the chart has all values.';

describe('the sentence on a value that is not right', () => {
  it.each<[string, JsonObject, string]>([
    [
      'a key that is not known, with the nearest that is',
      { replicaCont: 2 },
      '1.yaml: replicaCont is not a known value. Did you mean replicaCount?',
    ],
    [
      'a key in a section that is not known, with the nearest of that section',
      { ingress: { hots: [] } },
      '1.yaml: ingress.hots is not a known value. Did you mean ingress.hosts?',
    ],
    [
      'a key in a list item that is not known',
      { ingress: { hosts: [{ host: 'a', path: '/' }] } },
      '1.yaml: ingress.hosts[0].path is not a known value. Did you mean ingress.hosts[0].paths?',
    ],
    [
      'a key that no path spells without quotes',
      { service: { 'por.t': 1 } },
      '1.yaml: service["por.t"] is not a known value. Did you mean service.port?',
    ],
    [
      'a key that every JavaScript object has',
      { streaming: { toString: 1 } },
      '1.yaml: streaming.toString is not a known value. There are: maxStreamSeconds, maxBodyMegabytes.',
    ],
    [
      'a value of another type',
      { service: { port: '80' } },
      '1.yaml: service.port is "80"; it must be an integer from 1 to 65535: leave out the quotes.',
    ],
    [
      'a boolean that is a string',
      { redis: { enabled: 'yes' } },
      '1.yaml: redis.enabled is "yes"; it must be true or false.',
    ],
    [
      'a string that is a number',
      { config: { adminUsername: 5 } },
      '1.yaml: config.adminUsername is 5; it must be a string: put it in quotes.',
    ],
    [
      'a port below the first',
      { service: { port: 0 } },
      '1.yaml: service.port is 0; it must be an integer from 1 to 65535.',
    ],
    [
      'a port beyond the last',
      { externalRedis: { port: 65_536 } },
      '1.yaml: externalRedis.port is 65536; it must be an integer from 1 to 65535.',
    ],
    [
      'a port that is not an integer',
      { service: { port: 80.5 } },
      '1.yaml: service.port is 80.5; it must be an integer from 1 to 65535.',
    ],
    [
      'a target beyond all bounds',
      { autoscaling: { targetCPUUtilizationPercentage: 1001 } },
      '1.yaml: autoscaling.targetCPUUtilizationPercentage is 1001; it must be an integer from 1 to 1000.',
    ],
    [
      'a quantity with a space in it',
      { resources: { limits: { cpu: '500 m' } } },
      '1.yaml: resources.limits.cpu is "500 m"; it must be a Kubernetes quantity such as 500m, 2 or 256Mi.',
    ],
    [
      'a quantity that is a fraction without quotes',
      { persistence: { size: 1.5 } },
      '1.yaml: persistence.size is 1.5; it must be a Kubernetes quantity above zero such as 8Gi: put it in quotes.',
    ],
    [
      'a host with an underscore',
      { ingress: { hosts: [{ host: 'relay_1.example.com' }] } },
      '1.yaml: ingress.hosts[0].host is "relay_1.example.com"; it must be a host name such as app.example.com or *.example.com, or empty.',
    ],
    [
      'a word that is none of those there are',
      { config: { logLevel: 'loud' } },
      '1.yaml: config.logLevel is "loud"; it must be one of error, warn, info, http, verbose, debug.',
    ],
    [
      'an image repository with a tag',
      { image: { repository: 'a/b:v1.2' } },
      '1.yaml: image.repository is "a/b:v1.2"; it must be an image repository such as ghcr.io/owner/name, without tag.',
    ],
    [
      'a duration without a unit',
      { serviceMonitor: { interval: '30' } },
      '1.yaml: serviceMonitor.interval is "30"; it must be a duration such as 30s or 1m30s.',
    ],
    [
      'a key of a map that is not of its form',
      { config: { extraEnv: { 'a-b': 'x' } } },
      '1.yaml: config.extraEnv has the key "a-b", and keys must be uppercase names that no other value sets.',
    ],
    [
      'a key of a map that the chart sets itself',
      { config: { extraEnv: { REDIS_HOST: 'x' } } },
      '1.yaml: config.extraEnv has the key "REDIS_HOST", and keys must be uppercase names that no other value sets.',
    ],
    [
      'a label that Helm lives on',
      { podLabels: { 'app.kubernetes.io/name': 'x' } },
      `1.yaml: podLabels has the key "app.kubernetes.io/name", and keys must be ${relayValues.shape.fields.podLabels.shape.keys.expects}.`,
    ],
    [
      'an annotation that a rollout depends on',
      { podAnnotations: { 'checksum/config': 'x' } },
      '1.yaml: podAnnotations has the key "checksum/config", and keys must be annotation names outside checksum/.',
    ],
    [
      'an entry of a map that is a number',
      { config: { extraEnv: { A: 1 } } },
      '1.yaml: config.extraEnv.A is 1; it must be a string: put it in quotes.',
    ],
    [
      'an entry of a map that is a boolean, as YAML reads yes',
      { podAnnotations: { p: true } },
      '1.yaml: podAnnotations.p is true; it must be a string: put it in quotes.',
    ],
    [
      'a tag that YAML takes for a number',
      { image: { tag: 20_250_101 } },
      '1.yaml: image.tag is 20250101; it must be a string: put it in quotes.',
    ],
    [
      'a boolean in quotes',
      { redis: { enabled: 'true' } },
      '1.yaml: redis.enabled is "true"; it must be true or false: leave out the quotes.',
    ],
    [
      'a number that would be no name in quotes either',
      { nameOverride: 5 },
      '1.yaml: nameOverride is 5; it must be a name of at most 40 lowercase letters, digits and "-", beginning with a letter, or empty.',
    ],
    [
      'a key of a map that JavaScript takes for something else',
      JSON.parse('{"nodeSelector": {"__proto__": "x"}}') as JsonObject,
      '1.yaml: nodeSelector is {"__proto__":"x"}; it must be a map whose keys are label names.',
    ],
    [
      'an entry under a key that a path spells in quotes',
      { podLabels: { 'example.com/tier': 'x y' } },
      '1.yaml: podLabels["example.com/tier"] is "x y"; it must be a label value: at most 63 letters, digits, "-", "_" and ".".',
    ],
    [
      'a list item without what it must have',
      { imagePullSecrets: [{ name: 'a' }, {}] },
      '1.yaml: imagePullSecrets[1].name is missing; it must be a Kubernetes name (lowercase letters, digits, "-" and ".").',
    ],
    [
      'null in a list item, where there is no default to take away',
      { tolerations: [{ key: null }] },
      '1.yaml: tolerations[0].key is null; it must be a label name such as example.com/tier.',
    ],
    [
      'null for a default that must be there',
      { service: { port: null } },
      '1.yaml: service.port is missing; it must be an integer from 1 to 65535.',
    ],
    [
      'null for a whole section',
      { streaming: null },
      '1.yaml: streaming is missing; it must be a map with the keys maxStreamSeconds, maxBodyMegabytes.',
    ],
    ['a string in place of a list', { tolerations: 'x' }, '1.yaml: tolerations is "x"; it must be a list.'],
    [
      'a list in place of a section',
      { streaming: [80] },
      '1.yaml: streaming is [80]; it must be a map with the keys maxStreamSeconds, maxBodyMegabytes.',
    ],
    [
      'a field that Kubernetes does not know, in a piece of an object',
      { affinity: { a: 'x' } },
      '1.yaml: affinity.a is no field of the Kubernetes API there. There are: nodeAffinity, podAffinity and podAntiAffinity.',
    ],
    [
      'a long value, cut',
      { nameOverride: 'x'.repeat(100) },
      `1.yaml: nameOverride is "${'x'.repeat(76)}...; it must be a name of at most 40 lowercase letters, digits and "-", beginning with a letter, or empty.`,
    ],
  ])('names %s', (_, values, sentence) => {
    expect(problems(values)).toEqual([sentence]);
  });

  it('rejects a map that Kubernetes would find too large', () => {
    const note = 'x'.repeat(240 * 1024);
    expect(problems({ podAnnotations: { note } })).toEqual([
      '1.yaml: podAnnotations is too large for Kubernetes; it must have at most 240 KiB.',
    ]);
    expect(problems({ config: { extraEnv: { A: note.repeat(4) } } })).toEqual([
      '1.yaml: config.extraEnv is too large for Kubernetes; it must have at most 900 KiB.',
    ]);
  });

  describe('does not print a secret', () => {
    it.each<[string, JsonObject, string]>([
      [
        'that is not a string',
        { config: { jwtSecret: ['s3cret'] } },
        '1.yaml: config.jwtSecret is not right; it must be a string without control characters.',
      ],
      [
        'with a control character',
        { config: { encryptionKey: 's3cret\u0001' } },
        '1.yaml: config.encryptionKey is not right; it must be a string without control characters.',
      ],
      [
        'that stands where the map with the password should',
        { redis: { auth: 's3cret' } },
        '1.yaml: redis.auth is not right; it must be a map with the keys enabled, password, existingSecret, existingSecretKeys, externalSecret.',
      ],
      [
        'under a key that is not known',
        { config: { jwtSecrt: 's3cret' } },
        '1.yaml: config.jwtSecrt is not a known value. Did you mean config.jwtSecret?',
      ],
    ])('%s', (_, values, sentence) => {
      expect(problems(values)).toEqual([sentence]);
    });
  });
});

describe('says for a key that is not known', () => {
  it.each<[string, JsonObject, string]>([
    ['the nearest, a third of its letters away', { autoscale: {} }, 'Did you mean autoscaling?'],
    ['the nearest of a short one, two letters away', { service: { prot: 1 } }, 'Did you mean service.port?'],
    ['where it belongs', { jwtSecret: 's3cret' }, 'Did you mean config.jwtSecret?'],
    [
      'both places that it may belong in',
      { existingSecret: 'x' },
      'Did you mean config.existingSecret or externalRedis.existingSecret?',
    ],
    ['the place for what was given, of all', { auth: { password: 'x' } }, 'Did you mean redis.auth?'],
    ['nothing, where it may belong in many', { service: { enabled: true } }, NO_HINT],
    [
      'the few keys that there are',
      { redis: { auth: { user: 'x' } } },
      'There are: enabled, password, existingSecret, existingSecretKeys, externalSecret.',
    ],
    [
      'the few keys of an item of a list',
      { ingress: { hosts: [{ host: 'a', pathType: 'Exact' }] } },
      'There are: host, paths.',
    ],
    ['where to look, of many keys', { prometheus: {} }, NO_HINT],
    ['where to look, for two letters that are both wrong', { xy: 1 }, NO_HINT],
  ])('%s', (_, values, hint) => {
    const [sentence] = problems(values);
    expect(sentence?.replace(/^1\.yaml: [\w.[\]]+ is not a known value\. /, '')).toBe(hint);
  });

  it.each<[string, JsonObject, string]>([
    [
      'mysql',
      { mysql: { auth: { existingSecret: 'x' } } },
      'mysql is not a known value. Did you mean infrastructure.mysql?',
    ],
    [
      'a key of the same entry rather than one far away',
      { services: { gateway: { mysql: false } } },
      'services.gateway.mysql is not a known value. Did you mean services.gateway.uses.mysql?',
    ],
    [
      'where to look, of the many keys of an entry',
      { services: { gateway: { env: {}, httpGet: {} } } },
      'services.gateway.httpGet is not a known value. The README of the chart has all values.',
    ],
  ])('of the platform: %s', (_, values, sentence) => {
    expect(() => valuesOf(mcpBoxValues, files(values))).toThrow(new ValuesError([`1.yaml: ${sentence}`]));
  });
});

describe('of the flags of a command line', () => {
  const problem = (name: string, values: JsonObject): unknown => {
    try {
      return valuesOf(relayValues, [{ name, values }]);
    } catch (error) {
      return (error as ValuesError).message;
    }
  };

  it('names the flag that would be right, where quotes would not help', () => {
    expect(problem('--set', { image: { tag: 20_250_101 } })).toBe(
      '--set: image.tag is 20250101; it must be a string: use --set-string.',
    );
    expect(problem('--set-string', { replicaCount: '2' })).toBe(
      '--set-string: replicaCount is "2"; it must be an integer from 0 to 1000: use --set.',
    );
  });
});

describe('of the text of a file whose content was given as a map', () => {
  const { declaration } = new JaiRouter();

  it('names the sign that is missing, or the flag', () => {
    const values = { config: { 'application.yml': { server: { port: 1 } } } };
    const [sentence] = problemsOf(declaration, values);
    expect(sentence).toBe(
      '1.yaml: config["application.yml"] is {"server":{"port":1}}; it must be a string: for the text of a file, put "|" after the key.',
    );
    expect(() => valuesOf(declaration, [{ name: '--set', values }])).toThrow(
      'it must be a string: give the text of a file with --set-file.',
    );
  });
});
