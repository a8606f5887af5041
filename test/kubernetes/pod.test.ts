import { SMALL } from '../../lib/kubernetes/resources';
import { mapOf, section } from '../../lib/engine/values/collections';
import { boolean, string } from '../../lib/engine/values/scalars';
import { annotations, labels } from '../../lib/engine/values/string-maps';
import { addDatabase } from '../../lib/kubernetes/database';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { addHelmTest, testValues } from '../../lib/kubernetes/helm-test';
import { imagePullSecretsValue } from '../../lib/kubernetes/image';
import { addJob } from '../../lib/kubernetes/job';
import type { PodOptions } from '../../lib/kubernetes/pod';
import { componentPodValues } from '../../lib/kubernetes/pod-values';
import { statefulSetValues } from '../../lib/kubernetes/workload-values';
import { schedulingValues } from '../../lib/kubernetes/scheduling';
import { literal } from '../../lib/engine/template/expression';
import { claimValues } from '../../lib/kubernetes/volume';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { at, objectsFor, objectsWithHooks, only, podOf, rejections, TinyStack } from './tiny-stack';

const fields = {
  message: string('hello', 'What the pods read when they start.'),
  other: string('x', 'What they do not read.'),
  settings: mapOf({ A: '1' }, 'Settings.', string('', 'A setting.'), {
    key: /^[A-Z]$/,
    expects: 'letters',
    samples: ['A'],
  }),
  imagePullSecrets: imagePullSecretsValue,
  podLabels: labels({}, 'Labels of the pods.'),
  podAnnotations: annotations({}, 'Annotations of the pods.'),
  persistence: section('Volume.', { enabled: boolean(false, 'On.'), ...claimValues('1Gi') }),
  pods: section('Pods of the database.', { ...componentPodValues(1), ...statefulSetValues }),
  ...schedulingValues,
  tests: testValues(1, SMALL),
};

const container = { name: 'main', image: 'example:1' };

function stackWith(options: (stack: TinyStack<typeof fields>) => Partial<PodOptions> = () => ({})) {
  const stack = new TinyStack(fields);
  const { imagePullSecrets, podLabels, podAnnotations } = stack.values;
  addDeployment(
    stack,
    stack.main,
    { replicaCount: 1, imagePullSecrets, podLabels, podAnnotations },
    { containers: [container], ...options(stack) },
  );
  return stack;
}

const deployment = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  only('Deployment', objectsFor(stack, values));
const metadataOf = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  at(deployment(stack, values), 'spec', 'template', 'metadata');
const checksumOf = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  at(metadataOf(stack, values), 'annotations', 'checksum/config');

describe('every kind of pod', () => {
  const everyPod = () => {
    const stack = stackWith();
    const { imagePullSecrets, persistence, pods, settings } = stack.values;
    addJob(
      stack,
      stack.main,
      { imagePullSecrets, backoffLimit: literal(1), ttlSecondsAfterFinished: literal(60) },
      { name: stack.fullname, containers: [container] },
    );
    addDatabase(
      stack,
      stack.main,
      { servicePort: 1, passwords: settings, persistence, pods, chart: stack.values },
      { name: 'db', container: { image: 'example:1' }, port: 1, stopSeconds: 1, dataPath: '/d' },
    );
    const check = { ...container, command: ['true'] };
    addHelmTest(stack, stack.main, stack.values, { labels: { app: 'test' }, container: check });
    const objects = objectsWithHooks(stack, { imagePullSecrets: [{ name: 'registry' }] });
    const templates = ['Deployment', 'Job', 'StatefulSet'].map((kind) => [kind, podOf(only(kind, objects))]);
    return new Map([...templates, ['Pod', at(only('Pod', objects), 'spec')]] as [string, JsonObject][]);
  };

  it.each(['Deployment', 'Job', 'StatefulSet', 'Pod'])(
    'of a %s has no token of the Kubernetes API',
    (kind) => {
      expect(everyPod().get(kind)).toHaveProperty('automountServiceAccountToken', false);
    },
  );

  it.each(['Deployment', 'Job', 'StatefulSet'])('of a %s is not told of all Services', (kind) => {
    expect(everyPod().get(kind)).toHaveProperty('enableServiceLinks', false);
  });

  it.each(['Deployment', 'Job', 'StatefulSet', 'Pod'])(
    'of a %s pulls images with the Secrets given',
    (kind) => {
      expect(everyPod().get(kind)).toHaveProperty('imagePullSecrets', [{ name: 'registry' }]);
    },
  );
});

it('a pod has a token where it asks for one', () => {
  const asking = stackWith(() => ({ automountServiceAccountToken: true }));
  expect(podOf(deployment(asking))).toHaveProperty('automountServiceAccountToken', true);
});

it('a pod has what it is given, and no key of what it is not', () => {
  const pod = podOf(
    deployment(
      stackWith(() => ({
        serviceAccountName: 'account',
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 5,
        securityContext: { runAsUser: 7 },
        initContainers: [{ name: 'first' }],
        volumes: [{ name: 'data' }],
      })),
    ),
  );
  expect(pod).toEqual({
    serviceAccountName: 'account',
    restartPolicy: 'Always',
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 5,
    securityContext: { runAsUser: 7 },
    initContainers: [{ name: 'first' }],
    containers: [container],
    volumes: [{ name: 'data' }],
  });
});

it('an affinity of the component’s own stands in place of the user’s', () => {
  const pod = (options: Partial<PodOptions>) =>
    podOf(
      deployment(
        stackWith(({ values }) => ({ scheduling: values, ...options })),
        { affinity: { podAffinity: {} } },
      ),
    );
  expect(pod({})).toHaveProperty('affinity', { podAffinity: {} });
  const own = { podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } };
  expect(at(pod({ affinity: own }), 'affinity')).toEqual(own);
});

describe('labels', () => {
  const labelled = () => stackWith(() => ({ labels: [{ 'database-client': 'true' }] }));

  it('are the component’s, those of what it connects to and the user’s', () => {
    expect(at(metadataOf(labelled(), { podLabels: { team: 'ai' } }), 'labels')).toMatchObject({
      'app.kubernetes.io/name': 'small',
      'app.kubernetes.io/instance': 'app',
      'database-client': 'true',
      team: 'ai',
    });
  });

  it('of the user come last', () => {
    const all = at(metadataOf(labelled(), { podLabels: { aaa: 'b' } }), 'labels');
    expect(Object.keys(all as JsonObject).at(-1)).toBe('aaa');
  });

  it.each(['app', 'app.kubernetes.io/name', 'app.kubernetes.io/instance', 'helm.sh/chart'])(
    'of the user cannot displace %s',
    (label) => {
      expect(rejections(labelled(), { podLabels: { [label]: 'mine' } })).toEqual([
        `podLabels has the key "${label}", and keys must be label names outside app.kubernetes.io/, helm.sh/ and ai-gateway/, and not app.`,
      ]);
    },
  );

  it('of the user do not reach the selector', () => {
    const object = deployment(labelled(), { podLabels: { team: 'ai' } });
    expect(at(object, 'spec', 'selector', 'matchLabels')).not.toHaveProperty('team');
  });
});

describe('annotations', () => {
  it('are absent where nobody has any', () => {
    expect(metadataOf(stackWith())).not.toHaveProperty('annotations');
  });

  it('have a checksum under the name of what the pods read', () => {
    const restarted = stackWith(({ values }) => ({ restartOn: { config: values.message } }));
    expect(checksumOf(restarted)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('change when what the pods read changes', () => {
    const stack = stackWith(({ values }) => ({ restartOn: { config: values.message } }));
    expect(checksumOf(stack, { message: 'good bye' })).not.toBe(checksumOf(stack));
  });

  it('change with an entry of a map that the pods read', () => {
    const stack = stackWith(({ values }) => ({ restartOn: { config: values.settings } }));
    expect(checksumOf(stack, { settings: { A: '2' } })).not.toBe(checksumOf(stack));
    expect(checksumOf(stack, { settings: { B: '1' } })).not.toBe(checksumOf(stack));
  });

  it('do not change with anything else', () => {
    const stack = stackWith(({ values }) => ({ restartOn: { config: values.message } }));
    const changes = [
      { other: 'y' },
      { podLabels: { a: 'b' } },
      { podAnnotations: { a: 'b' } },
      { message: 'hello' },
    ];
    expect(new Set([{}, ...changes].map((values) => checksumOf(stack, values))).size).toBe(1);
  });

  it('of the user come after the checksums', () => {
    const stack = stackWith(({ values }) => ({ restartOn: { config: values.message } }));
    const all = at(metadataOf(stack, { podAnnotations: { aaa: 'b' } }), 'annotations');
    expect(Object.keys(all as JsonObject)).toEqual(['checksum/config', 'aaa']);
  });

  it('of the user cannot displace a checksum', () => {
    const stack = stackWith(({ values }) => ({ restartOn: { config: values.message } }));
    expect(rejections(stack, { podAnnotations: { 'checksum/config': 'mine' } })).toEqual([
      'podAnnotations has the key "checksum/config", and keys must be annotation names outside checksum/.',
    ]);
  });

  it('of the user need no checksums', () => {
    expect(metadataOf(stackWith(), { podAnnotations: { a: 'b' } })).toHaveProperty('annotations', { a: 'b' });
  });
});
