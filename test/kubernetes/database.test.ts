import { podSecurityOf } from '../../lib/app/objects/pod-security';
import { section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { boolean, secret, string } from '../../lib/engine/values/scalars';
import { addDatabase, type DatabaseOptions } from '../../lib/kubernetes/database';
import * as k8s from '../../lib/kubernetes/k8s';
import { imagePullSecretsValue } from '../../lib/kubernetes/image';
import { componentPodValues } from '../../lib/kubernetes/pod-values';
import { statefulSetValues } from '../../lib/kubernetes/workload-values';
import { schedulingValues } from '../../lib/kubernetes/scheduling';
import { claimValues } from '../../lib/kubernetes/volume';
import { at, kindsOf, nameOf, objectsFor, only, podOf, TinyStack, filesOf } from './tiny-stack';

const fields = {
  auth: section('Passwords.', { password: secret('The password.') }),
  persistence: section('Volume.', { enabled: boolean(true, 'On.'), ...claimValues('8Gi') }),
  imagePullSecrets: imagePullSecretsValue,
  other: string('', 'Anything else.'),
  pods: section('Pods.', { ...componentPodValues(999, 1000), ...statefulSetValues }),
  ...schedulingValues,
};
type Values = TinyStack<typeof fields>['values'];

const probe = (path: string) => ({ exec: { command: [path] } });
const quantities = { cpu: k8s.Quantity.fromString('1'), memory: k8s.Quantity.fromString('1Gi') };
const container = {
  image: 'db:1',
  imagePullPolicy: 'Always',
  args: ['--serve'],
  env: [{ name: 'A', value: 'b' }],
  startupProbe: probe('startup'),
  readinessProbe: probe('readiness'),
  livenessProbe: probe('liveness'),
};
const resources = { limits: quantities, requests: quantities };

function stackWith(options: (values: Values) => Partial<DatabaseOptions> = () => ({})) {
  const stack = new TinyStack(fields);
  addDatabase(
    stack,
    stack.main,
    { ...stack.values, passwords: stack.values.auth, chart: stack.values, servicePort: 5000 },
    {
      name: 'db',
      container: { ...container, resources },
      port: 4000,
      stopSeconds: 30,
      dataPath: '/data',
      ...options(stack.values),
    },
  );
  return stack;
}
const database = (values: JsonObject = {}, stack = stackWith()) =>
  only('StatefulSet', objectsFor(stack, values));

it('a database is one pod and the Service in front of it, known by one name', () => {
  const objects = objectsFor(stackWith());
  expect(kindsOf(objects)).toEqual(['StatefulSet', 'Service']);
  expect(objects.map(nameOf)).toEqual(['app-small', 'app-small']);
  expect(at(database(), 'spec')).toMatchObject({ replicas: 1, serviceName: 'app-small' });
});

it('the Service leads to the port that the database listens on', () => {
  const [{ name, port, targetPort }] = at(only('Service', objectsFor(stackWith())), 'spec', 'ports') as [
    JsonObject,
  ];
  expect({ name, port, targetPort }).toEqual({ name: 'db', port: 5000, targetPort: 'db' });
  expect(at(podOf(database()), 'containers', 0, 'ports')).toEqual([
    { name: 'db', containerPort: 4000, protocol: 'TCP' },
  ]);
});

it('the StatefulSet and the Service select the pod', () => {
  const labels = at(database(), 'spec', 'template', 'metadata', 'labels') as JsonObject;
  expect(labels).toMatchObject(at(database(), 'spec', 'selector', 'matchLabels') as JsonObject);
  expect(labels).toMatchObject(
    at(only('Service', objectsFor(stackWith())), 'spec', 'selector') as JsonObject,
  );
});

it('the container is what the database says', () => {
  expect(at(podOf(database()), 'containers', 0)).toMatchObject({
    name: 'db',
    ...container,
    resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '1', memory: '1Gi' } },
  });
});

it('the pod meets the standard restricted and writes as its user and group', () => {
  expect(podSecurityOf([database()])).toBe('restricted');
  expect(at(podOf(database()), 'securityContext')).toMatchObject({
    runAsUser: 999,
    runAsGroup: 1000,
    fsGroup: 1000,
  });
});

it('the pod has time to write down what is in memory', () => {
  expect(podOf(database())).toHaveProperty('terminationGracePeriodSeconds', 30);
});

it('the pod is replaced when its passwords change, and only then', () => {
  const annotations = (values: JsonObject) =>
    at(database(values), 'spec', 'template', 'metadata', 'annotations');
  expect(annotations({ auth: { password: 'new' } })).not.toEqual(annotations({}));
  expect(annotations({ other: 'new', persistence: { size: '9Gi' } })).toEqual(annotations({}));
});

describe('the data', () => {
  const templatesOf = (object: JsonObject) => at(object, 'spec', 'volumeClaimTemplates');

  it('is on a claim of the user where there is one', () => {
    const object = database({ persistence: { existingClaim: 'theirs' } });
    expect(templatesOf(object)).toBeUndefined();
    expect(at(podOf(object), 'volumes')).toContainEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'theirs' },
    });
  });

  it('is on a claim of no class, with annotations and labels of the user', () => {
    const own = { annotations: { 'example.com/backup': 'daily' }, labels: { team: 'a' } };
    const [claim] = templatesOf(database({ persistence: { storageClass: '-', ...own } })) as [JsonObject];
    expect(at(claim, 'metadata', 'annotations')).toEqual(own.annotations);
    expect(at(claim, 'metadata', 'labels')).toMatchObject(own.labels);
    expect(at(claim, 'spec', 'storageClassName')).toBe('');
  });

  const mountOf = (object: JsonObject) => at(podOf(object), 'containers', 0, 'volumeMounts');

  it('is on a volume that the StatefulSet claims', () => {
    const object = database({ persistence: { size: '9Gi', storageClass: 'fast' } });
    const claims = at(object, 'spec', 'volumeClaimTemplates');
    expect(claims).toEqual([
      expect.objectContaining({
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'fast',
          resources: { requests: { storage: '9Gi' } },
        },
      }),
    ]);
    expect(at(claims, 0, 'metadata', 'name')).toBe('data');
    expect(mountOf(object)).toEqual([{ name: 'data', mountPath: '/data' }]);
    expect(podOf(object)).not.toHaveProperty('volumes');
  });

  it('has claims whose labels never change, since a StatefulSet’s claims cannot be changed', () => {
    expect(at(database(), 'spec', 'volumeClaimTemplates', 0, 'metadata', 'labels')).toEqual(
      at(database(), 'spec', 'selector', 'matchLabels'),
    );
  });

  it('is on the node’s disk, as large as the volume would be, where no volume is wished', () => {
    const object = database({ persistence: { enabled: false, size: '9Gi' } });
    expect(at(podOf(object), 'volumes')).toEqual([{ name: 'data', emptyDir: { sizeLimit: '9Gi' } }]);
    expect(object['spec']).not.toHaveProperty('volumeClaimTemplates');
    expect(mountOf(object)).toEqual([{ name: 'data', mountPath: '/data' }]);
  });
});

it('directories beside the data are empty at each start and limited', () => {
  const scratched = stackWith(({ persistence }) => ({
    scratch: { run: ['/run', '16Mi'], tmp: ['/tmp', persistence.size] },
  }));
  const pod = podOf(database({}, scratched));
  expect(at(pod, 'volumes')).toEqual([
    { name: 'run', emptyDir: { sizeLimit: '16Mi' } },
    { name: 'tmp', emptyDir: { sizeLimit: '8Gi' } },
  ]);
  expect(at(pod, 'containers', 0, 'volumeMounts')).toEqual([
    { name: 'data', mountPath: '/data' },
    { name: 'run', mountPath: '/run' },
    { name: 'tmp', mountPath: '/tmp' },
  ]);
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['statefulset.yaml', 'service.yaml']);
});
