import type { JsonObject } from '../../lib/engine/values/declaration';
import { addDeployment, rollingUpdate } from '../../lib/kubernetes/deployment';
import { podExtraValues, securityValues } from '../../lib/kubernetes/pod-values';
import { restrictedPodValues } from '../../lib/kubernetes/security';
import { deploymentValues } from '../../lib/kubernetes/workload-values';
import { at, objectsFor, only, rejections, TinyStack } from './tiny-stack';

const fields = { ...securityValues(restrictedPodValues(1000)), ...podExtraValues, ...deploymentValues };

/** A pod in which the chart has said something of everything that values can say, or, bare, of nothing. */
function stackWith(bare = false) {
  const stack = new TinyStack(fields);
  const { podSecurityContext, containerSecurityContext } = stack.values;
  const own = {
    command: ['serve'],
    args: ['--own'],
    env: [{ name: 'OWN', value: 'a' }],
    envFrom: [{ secretRef: { name: 'own' } }],
    startupProbe: { exec: { command: ['started'] } },
    readinessProbe: { exec: { command: ['ready'] } },
    livenessProbe: { exec: { command: ['alive'] } },
    lifecycle: { preStop: { exec: { command: ['stop'] } } },
    volumeMounts: [{ name: 'own', mountPath: '/own' }],
  };
  addDeployment(
    stack,
    stack.main,
    { replicaCount: 1, ...stack.values },
    {
      securityContext: podSecurityContext,
      containers: [
        { name: 'main', ...(bare ? {} : own), securityContext: containerSecurityContext },
        { name: 'sidecar' },
      ],
      ...(bare
        ? {}
        : {
            strategy: rollingUpdate(),
            terminationGracePeriodSeconds: 7,
            initContainers: [{ name: 'first' }],
            volumes: [{ name: 'own', emptyDir: {} }],
          }),
    },
  );
  return stack;
}

const deployment = (values: JsonObject = {}, bare = false) =>
  only('Deployment', objectsFor(stackWith(bare), values));
const pod = (values: JsonObject = {}, bare = false) =>
  at(deployment(values, bare), 'spec', 'template', 'spec') as JsonObject;
const main = (values: JsonObject = {}, bare = false) => at(pod(values, bare), 'containers', 0) as JsonObject;

const PROBE = { httpGet: { path: '/mine', port: 'http' }, periodSeconds: 3 };
const HOOK = { postStart: { exec: { command: ['mine'] } } };

describe('in place of what the chart has', () => {
  it.each<[string, JsonObject[string]]>([
    ['command', ['mine']],
    ['args', ['--mine', '']],
    ['startupProbe', PROBE],
    ['readinessProbe', PROBE],
    ['livenessProbe', PROBE],
    ['lifecycle', HOOK],
  ])('%s of the main container', (key, value) => {
    expect(main({ [key]: value })[key]).toEqual(value);
    expect(main({ [key]: value }, true)[key]).toEqual(value);
    expect(at(pod({ [key]: value }), 'containers', 1)).toEqual({ name: 'sidecar' });
  });

  it('terminationGracePeriodSeconds', () => {
    expect(pod()).toMatchObject({ terminationGracePeriodSeconds: 7 });
    expect(pod({ terminationGracePeriodSeconds: 300 })).toMatchObject({ terminationGracePeriodSeconds: 300 });
  });

  it('strategy of the Deployment', () => {
    expect(at(deployment(), 'spec', 'strategy', 'type')).toBe('RollingUpdate');
    expect(at(deployment({ strategy: { type: 'Recreate' } }), 'spec', 'strategy')).toEqual({
      type: 'Recreate',
    });
  });
});

describe('after what the chart has', () => {
  it('environment variables, with values from anywhere', () => {
    const extraEnvVars = [
      { name: 'http_proxy', value: 'http://proxy' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    ];
    expect(main({ extraEnvVars })['env']).toEqual([{ name: 'OWN', value: 'a' }, ...extraEnvVars]);
    expect(main({ extraEnvVars }, true)['env']).toEqual(extraEnvVars);
  });

  it('sources of environment variables', () => {
    const extraEnvFrom = [{ prefix: 'A_', configMapRef: { name: 'mine' } }];
    expect(main({ extraEnvFrom })['envFrom']).toEqual([{ secretRef: { name: 'own' } }, ...extraEnvFrom]);
  });

  it('volumes and their mounts', () => {
    const values = {
      extraVolumes: [{ name: 'ca', configMap: { name: 'ca' } }],
      extraVolumeMounts: [{ name: 'ca', mountPath: '/ca', readOnly: true }],
    };
    expect(pod(values)['volumes']).toEqual([{ name: 'own', emptyDir: {} }, ...values.extraVolumes]);
    expect(main(values)['volumeMounts']).toEqual([
      { name: 'own', mountPath: '/own' },
      ...values.extraVolumeMounts,
    ]);
    expect(pod(values, true)['volumes']).toEqual(values.extraVolumes);
  });

  it('containers and init containers', () => {
    const values = {
      extraContainers: [{ name: 'more', image: 'a:1' }],
      extraInitContainers: [{ name: 'then', image: 'b:1' }],
    };
    expect(at(pod(values), 'containers', 2)).toEqual(values.extraContainers[0]);
    expect(pod(values)['initContainers']).toEqual([{ name: 'first' }, ...values.extraInitContainers]);
  });
});

it('settings of the pod are there where they are given, and only there', () => {
  const values = {
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['10.0.0.10'] },
    runtimeClassName: 'gvisor',
    schedulerName: 'mine',
  };
  expect(pod(values)).toMatchObject(values);
  for (const key of Object.keys(values)) expect(pod()).not.toHaveProperty(key);
});

it('the Deployment has labels, annotations and settings of its own', () => {
  const object = deployment({
    deploymentLabels: { team: 'a' },
    deploymentAnnotations: { 'reloader.stakater.com/auto': 'true' },
    revisionHistoryLimit: 0,
    minReadySeconds: 5,
  });
  expect(object).toMatchObject({
    metadata: { labels: { team: 'a' }, annotations: { 'reloader.stakater.com/auto': 'true' } },
    spec: { revisionHistoryLimit: 0, minReadySeconds: 5 },
  });
  expect(at(object, 'spec', 'template', 'metadata')).not.toHaveProperty('annotations');
});

describe('security contexts', () => {
  it('are restricted by default', () => {
    expect(pod()['securityContext']).toEqual(restrictedPodValues(1000));
    expect(main()['securityContext']).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
    });
  });

  it('leave to the cluster what is null: one field, or all', () => {
    const { runAsUser, ...rest } = restrictedPodValues(1000);
    expect(runAsUser).toBe(1000);
    expect(pod({ podSecurityContext: { runAsUser: null } })['securityContext']).toEqual(rest);
    expect(pod({ podSecurityContext: null })).not.toHaveProperty('securityContext');
    expect(main({ containerSecurityContext: null })).not.toHaveProperty('securityContext');
  });
});

it.each<[JsonObject, string]>([
  [{ livenessProbe: { httpGet: { path: '/' } } }, 'livenessProbe.httpGet.port is missing'],
  [{ extraVolumes: [{ emptyDir: {} }] }, 'extraVolumes[0].name is missing'],
  [{ extraContainers: [{ name: 'a', imagePullPolcy: 'Always' }] }, 'Did you mean imagePullPolicy?'],
  [{ extraEnvVars: [{ name: '1A', value: 'b' }] }, 'extraEnvVars[0].name is "1A"'],
  [{ strategy: { typ: 'Recreate' } }, 'Did you mean type?'],
])('rejects %j', (values, sentence) => {
  expect(rejections(stackWith(), values)).toEqual([expect.stringContaining(sentence)]);
});
