import type { JsonObject } from '../../lib/engine/values/declaration';
import { addService } from '../../lib/kubernetes/service';
import {
  addServiceMonitor,
  serviceMonitorValues,
  type MonitorOptions,
} from '../../lib/kubernetes/service-monitor';
import { at, kindsOf, nameOf, objectsFor, only, rejections, TinyStack, filesOf } from './tiny-stack';

function stackWith(options?: MonitorOptions) {
  const stack = new TinyStack({ serviceMonitor: serviceMonitorValues('/metrics', 'Monitor.') });
  addService(stack, stack.main, { port: 80 });
  addServiceMonitor(stack, stack.main, stack.values.serviceMonitor, options);
  return stack;
}
const objects = (given: JsonObject = {}, options?: MonitorOptions) =>
  objectsFor(stackWith(options), { serviceMonitor: { enabled: true, ...given } });
const monitor = (given: JsonObject = {}, options?: MonitorOptions) =>
  only('ServiceMonitor', objects(given, options));

it('there is none unless it is enabled, since it needs the Prometheus Operator', () => {
  expect(kindsOf(objects({ enabled: false }))).toEqual(['Service']);
});

it('Prometheus asks the port of the Service of its component', () => {
  const service = only('Service', objects());
  expect(at(monitor(), 'spec', 'selector')).toEqual({ matchLabels: at(service, 'spec', 'selector') });
  expect(at(service, 'metadata', 'labels')).toMatchObject(
    at(monitor(), 'spec', 'selector', 'matchLabels') as JsonObject,
  );
  expect(at(monitor(), 'spec', 'endpoints', 0, 'port')).toBe(at(service, 'spec', 'ports', 0, 'name'));
});

it('path, interval and timeout are the user’s', () => {
  expect(at(monitor(), 'spec', 'endpoints')).toEqual([
    { port: 'http', path: '/metrics', interval: '30s', scrapeTimeout: '10s' },
  ]);
  const given = { path: '/m', interval: '1m', scrapeTimeout: '20s' };
  expect(at(monitor(given), 'spec', 'endpoints')).toEqual([{ port: 'http', ...given }]);
});

it('the labels of the user are those that Prometheus selects it by', () => {
  expect(at(monitor({ labels: { release: 'prometheus' } }), 'metadata', 'labels')).toMatchObject({
    'app.kubernetes.io/instance': 'app',
    release: 'prometheus',
  });
});

it('from another namespace it finds the Service in the release’s', () => {
  expect(at(monitor(), 'metadata', 'namespace')).toBe('ai');
  const elsewhere = monitor({ namespace: 'monitoring' });
  expect(at(elsewhere, 'metadata', 'namespace')).toBe('monitoring');
  expect(at(elsewhere, 'spec', 'namespaceSelector')).toEqual({ matchNames: ['ai'] });
});

it('a component with two Services says through which its pods are asked', () => {
  const services = [{ key: 'role', operator: 'DoesNotExist' }];
  expect(at(monitor({}, { services }), 'spec', 'selector', 'matchExpressions')).toEqual(services);
  expect(at(monitor(), 'spec', 'selector')).not.toHaveProperty('matchExpressions');
});

it('it has the suffix of its stack', () => {
  expect(nameOf(monitor())).toBe('app-small');
  expect(nameOf(monitor({}, { suffix: '-monitor' }))).toBe('app-small-monitor');
});

it.each(['30', 'soon', '1s1m'])('the interval %j is rejected', (interval) => {
  expect(rejections(stackWith(), { serviceMonitor: { interval } })).toEqual([
    expect.stringMatching(/^serviceMonitor\.interval is /),
  ]);
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['service.yaml', 'servicemonitor.yaml']);
});

it('relabelings are of targets and of samples, and are checked', () => {
  const relabelings = [{ targetLabel: 'cluster', replacement: 'a' }];
  const metricRelabelings = [{ action: 'drop', sourceLabels: ['__name__'], regex: 'go_.*' }];
  expect(at(monitor({ relabelings, metricRelabelings }), 'spec', 'endpoints', 0)).toMatchObject({
    relabelings,
    metricRelabelings,
  });
  expect(rejections(stackWith(), { serviceMonitor: { relabelings: [{ sourceLabel: ['a'] }] } })).toEqual([
    expect.stringContaining('Did you mean sourceLabels?'),
  ]);
});
