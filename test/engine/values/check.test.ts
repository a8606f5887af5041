import { relayValues } from '../../../lib/stacks/claude-relay/values';
import { assertDefaults, valuesOf } from '../../../lib/engine/values/check';
import { globalSection, section } from '../../../lib/engine/values/collections';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { integer } from '../../../lib/engine/values/numbers';
import { files, problemsOf } from './problems';

/** What is wrong with values of the relay, each in a sentence. */
const problems = (...values: readonly JsonObject[]) => problemsOf(relayValues, ...values);

describe('valuesOf', () => {
  it('gives the defaults where nothing is given', () => {
    expect(valuesOf(relayValues, [])).toEqual(relayValues.default);
  });

  it('lays later sources over earlier ones and all of them over the defaults', () => {
    const values = valuesOf(
      relayValues,
      files(
        { service: { port: 1, type: 'NodePort' }, podLabels: { a: 'x' } },
        { service: { port: 2 }, podLabels: { b: 'y' } },
      ),
    );
    expect(values).toMatchObject({
      replicaCount: 1,
      service: { port: 2, type: 'NodePort' },
      podLabels: { a: 'x', b: 'y' },
    });
  });

  it('takes a removable default away for null, and an optional value too', () => {
    const values = valuesOf(
      relayValues,
      files({
        autoscaling: { targetCPUUtilizationPercentage: null, targetMemoryUtilizationPercentage: null },
        resources: { limits: { cpu: null } },
      }),
    );
    expect(values['autoscaling']).not.toHaveProperty('targetCPUUtilizationPercentage');
    expect(values['resources']).toMatchObject({ limits: { memory: '512Mi' } });
    expect(values['resources']).not.toHaveProperty('limits.cpu');
  });

  it('lets global and enabled through, which Helm and parent charts add: keys of other charts stand beside ours', () => {
    const { global, ...own } = valuesOf(relayValues, files({ global: { others: 'x' }, enabled: true }));
    expect({ ...own, global: {} }).toEqual({ ...relayValues.default, global: {} });
    expect(global).toMatchObject({ imageRegistry: '', others: 'x' });
  });

  it('gives the globals that a chart declares', () => {
    const limits = { minimum: 0, maximum: 5 };
    const global = globalSection('Shared.', { a: integer(1, 'A number.', limits) });
    const given = files({ global: { b: 2 } });
    expect(valuesOf(section('Values.', { global }), given)).toEqual({ global: { a: 1, b: 2 } });
  });

  it.each<[string, JsonObject, string]>([
    [
      'a global that is no map',
      { global: 1 },
      '1.yaml: global is 1; it must be a map with the keys imageRegistry, imagePullSecrets.',
    ],
    ['an enabled that is not a boolean', { enabled: 'yes' }, '1.yaml: enabled must be true or false.'],
  ])('rejects %s', (_, values, sentence) => {
    expect(problems(values)).toEqual([sentence]);
  });

  it('rejects what no values file could hold, before it looks at anything else', () => {
    const program = { replicaCount: -1, podLabels: { a: Number.NaN } };
    expect(problems({}, program)).toEqual([
      '2.yaml: podLabels.a is no number; values are strings, finite numbers, booleans, lists and maps.',
    ]);
  });

  it('says of more than fifty problems how many more there are', () => {
    const unknown = Object.fromEntries(Array.from({ length: 53 }, (_, index) => [`x${String(index)}`, 1]));
    expect(problems(unknown)).toHaveLength(53);
    expect(() => valuesOf(relayValues, files(unknown))).toThrow(
      /^(1\.yaml: x\d+ .*\n){50}1\.yaml: and 3 more\.$/,
    );
  });

  it('names every problem, one in a line', () => {
    const values = files({ replicaCount: -1, service: { port: 'x' } }, { imge: {} });
    expect(() => valuesOf(relayValues, values)).toThrow(
      new Error(
        [
          '1.yaml: replicaCount is -1; it must be an integer from 0 to 1000.',
          '1.yaml: service.port is "x"; it must be an integer from 1 to 65535.',
          '2.yaml: imge is not a known value. Did you mean image?',
        ].join('\n'),
      ),
    );
  });
});

describe('valuesOf names the source that is at fault', () => {
  const PORT = 'service.port is "x"; it must be an integer from 1 to 65535.';

  it.each<[string, readonly JsonObject[], string]>([
    [
      'the only one that gives the value',
      [{ replicaCount: 2 }, { service: { port: 'x' } }],
      `2.yaml: ${PORT}`,
    ],
    [
      'the last of those that give it',
      [{ service: { port: 1 } }, { service: { port: 'x' } }],
      `2.yaml: ${PORT}`,
    ],
    [
      'the one that gives it, not a later one that gives something beside it',
      [{ service: { port: 'x' } }, { service: { type: 'NodePort' } }],
      `1.yaml: ${PORT}`,
    ],
    [
      'the last that gives the list that an item is missing something in',
      [{ imagePullSecrets: [{ name: 'a' }] }, { imagePullSecrets: [{}] }],
      '2.yaml: imagePullSecrets[0].name is missing; it must be a Kubernetes name (lowercase letters, digits, "-" and ".").',
    ],
    [
      'the one that takes a default away',
      [{ service: { port: 1 } }, { service: { port: null } }],
      '2.yaml: service.port is missing; it must be an integer from 1 to 65535.',
    ],
    [
      'the one that puts a string in place of a section',
      [{ streaming: { maxBodyMegabytes: 1 } }, { streaming: 'x' }],
      '2.yaml: streaming is "x"; it must be a map with the keys maxStreamSeconds, maxBodyMegabytes.',
    ],
    [
      'the one that gives a key that is not known',
      [{ service: { prt: 1 } }, { service: { port: 1 } }],
      '1.yaml: service.prt is not a known value. Did you mean service.port?',
    ],
    [
      'the one that gives it under the key of an earlier version',
      [{ streaming: { longestSeconds: 'x' } }, { streaming: { maxBodyMegabytes: 1 } }],
      '1.yaml: streaming.maxStreamSeconds is "x"; it must be an integer from 10 to 7200.',
    ],
    [
      'the one that gives a wrong global',
      [{ global: {} }, { global: 'x' }],
      '2.yaml: global is "x"; it must be a map with the keys imageRegistry, imagePullSecrets.',
    ],
  ])('%s', (_, values, sentence) => {
    expect(problems(...values)).toEqual([sentence]);
  });

  it('or values.yaml, where a default itself is wrong, which is looked for where a chart is written', () => {
    const broken = section('Broken.', { a: integer(9, 'A number.', { minimum: 0, maximum: 5 }) });
    expect(() => assertDefaults(broken)).toThrow(
      new Error('values.yaml: a is 9; it must be an integer from 0 to 5.'),
    );
    expect(() => assertDefaults(relayValues)).not.toThrow();
    expect(valuesOf(broken, files({}))).toEqual({ a: 9 });
  });
});
