import { componentPodValues } from '../../lib/kubernetes/pod-values';
import { deploymentValues } from '../../lib/kubernetes/workload-values';
import { resourceValues, SMALL } from '../../lib/kubernetes/resources';
import { schedulingValues } from '../../lib/kubernetes/scheduling';
import { podSecurityOf } from '../../lib/app/objects/pod-security';
import { section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { boolean } from '../../lib/engine/values/scalars';
import { addExporter, EXPORTER_USER } from '../../lib/kubernetes/exporter';
import { imagePullSecretsValue, imageValues } from '../../lib/kubernetes/image';
import { namespaceNamed, networkPolicyValues, podsOf } from '../../lib/kubernetes/network-policy';
import { addServiceMonitor, relabelingValues } from '../../lib/kubernetes/service-monitor';
import { literal } from '../../lib/engine/template/expression';
import { at, kindsOf, nameOf, objectsFor, only, podOf, TinyStack, filesOf } from './tiny-stack';

const fields = {
  exporter: section('Exporter.', {
    enabled: boolean(true, 'On.'),
    image: imageValues({ repository: 'exporter', tag: '1.2' }, 'Image.'),
  }),
  resources: resourceValues(SMALL, 'Resources.'),
  networkPolicy: networkPolicyValues({}),
  imagePullSecrets: imagePullSecretsValue,
  pods: section('Pods.', { ...componentPodValues(EXPORTER_USER), ...deploymentValues }),
  ...schedulingValues,
  ...relabelingValues,
};

function stackWith() {
  const stack = new TinyStack(fields);
  const { exporter, networkPolicy } = stack.values;
  const { enabled, image } = exporter;
  const component = addExporter(
    stack,
    stack,
    {
      enabled,
      image,
      imagePullPolicy: image.pullPolicy,
      networkPolicy,
      resources: stack.values.resources,
      pods: stack.values.pods,
      chart: stack.values,
    },
    {
      path: 'exporter.image',
      name: 'my-sql-exporter',
      port: 9104,
      args: ['--all'],
      env: [{ name: 'HOST', value: 'db' }],
      clientLabels: { 'db-client': 'true' },
      connections: [{ peers: [podsOf({ app: 'db' })], ports: [3306] }],
      prometheus: namespaceNamed('monitoring'),
    },
  );
  return { stack, component };
}
const objects = (values: JsonObject = {}) => objectsFor(stackWith().stack, values);
const pod = () => podOf(only('Deployment', objects()));

it('an exporter has a pod, a Service and a policy of its own, under its own name', () => {
  expect(kindsOf(objects())).toEqual(['Deployment', 'Service', 'NetworkPolicy']);
  expect(new Set(objects().map(nameOf))).toEqual(new Set(['app-small-my-sql-exporter']));
  expect(at(only('Deployment', objects()), 'spec', 'replicas')).toBe(1);
});

it('there is nothing of it where it is off', () => {
  expect(kindsOf(objects({ exporter: { enabled: false } }))).toEqual([]);
});

it('its labels say what it is, and in which version', () => {
  const labels = at(only('Deployment', objects()), 'metadata', 'labels');
  expect(labels).toMatchObject({
    'app.kubernetes.io/name': 'my-sql-exporter',
    'app.kubernetes.io/component': 'my-sql-exporter',
    'app.kubernetes.io/version': '1.2',
  });
});

it('its helpers in the chart have its name without dashes', () => {
  expect(stackWith().stack.helpers.map(({ name }) => name)).toContain('mySqlExporterSelectorLabels');
});

it('it runs the image of the values with what it is told', () => {
  expect(at(pod(), 'containers')).toEqual([
    expect.objectContaining({
      name: 'exporter',
      image: 'exporter:1.2',
      imagePullPolicy: 'IfNotPresent',
      args: ['--all'],
      env: [{ name: 'HOST', value: 'db' }],
    }),
  ]);
});

it('it takes little, and no more than little', () => {
  expect(at(pod(), 'containers', 0, 'resources')).toEqual({
    limits: { cpu: '100m', memory: '64Mi' },
    requests: { cpu: '10m', memory: '32Mi' },
  });
});

it('it pulls its image with the Secrets given', () => {
  const given = { imagePullSecrets: [{ name: 'registry' }] };
  expect(podOf(only('Deployment', objects(given)))).toHaveProperty(
    'imagePullSecrets',
    given.imagePullSecrets,
  );
});

it('it meets the standard restricted', () => {
  expect(podSecurityOf(objects())).toBe('restricted');
  expect(at(pod(), 'containers', 0, 'securityContext', 'readOnlyRootFilesystem')).toBe(true);
});

it('its probes and its Service ask the port that it serves', () => {
  expect(at(pod(), 'containers', 0)).toMatchObject({
    ports: [{ name: 'http', containerPort: 9104, protocol: 'TCP' }],
    readinessProbe: { httpGet: { path: '/', port: 'http' } },
    livenessProbe: { tcpSocket: { port: 'http' } },
  });
  expect(at(only('Service', objects()), 'spec', 'ports', 0)).toMatchObject({
    port: 9104,
    targetPort: 'http',
  });
});

it('what it asks knows its pod by a label that does not select it', () => {
  const object = only('Deployment', objects());
  expect(at(object, 'spec', 'template', 'metadata', 'labels')).toHaveProperty(['db-client'], 'true');
  expect(at(object, 'spec', 'selector', 'matchLabels')).not.toHaveProperty(['db-client']);
});

it('only Prometheus asks it, and it asks the database and DNS', () => {
  const spec = at(only('NetworkPolicy', objects()), 'spec');
  expect(at(spec, 'ingress')).toEqual([
    { ports: [{ protocol: 'TCP', port: 9104 }], from: [namespaceNamed('monitoring')] },
  ]);
  expect(at(spec, 'egress', 1)).toEqual({
    ports: [{ protocol: 'TCP', port: 3306 }],
    to: [podsOf({ app: 'db' })],
  });
  expect(at(spec, 'egress', 0, 'ports', 0, 'port')).toBe(53);
});

it('there is no policy where the user has them off', () => {
  expect(kindsOf(objects({ networkPolicy: { enabled: false } }))).toEqual(['Deployment', 'Service']);
});

it('its component is handed back, for a ServiceMonitor that finds its Service', () => {
  const { stack, component } = stackWith();
  const [on, empty] = [literal(true), literal('')];
  const monitor = {
    enabled: on,
    namespace: empty,
    labels: literal({}),
    annotations: literal({}),
    path: empty,
    interval: empty,
    scrapeTimeout: empty,
    relabelings: stack.values.relabelings,
    metricRelabelings: stack.values.metricRelabelings,
  };
  addServiceMonitor(stack, component, monitor, { validated: true });
  const all = objectsFor(stack);
  expect(at(only('Service', all), 'metadata', 'labels')).toMatchObject(
    at(only('ServiceMonitor', all), 'spec', 'selector', 'matchLabels') as JsonObject,
  );
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith().stack)).toEqual([
    'exporter-deployment.yaml',
    'exporter-service.yaml',
    'exporter-networkpolicy.yaml',
  ]);
});
