import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at } from '../../acceptance/path';
import { named, objectsOf } from './rendering';

function probesOf(key: string, values: JsonObject) {
  const objects = objectsOf({ services: { [key]: values } });
  const container = at(named('Deployment', `mcp-${key}`, objects), 'spec.template.spec.containers[0]');
  return (probe: string) => at(container, probe);
}

it('the gateway is alive while it answers a call, and ready while it responds', () => {
  const probe = probesOf('gateway', {});
  expect(probe('livenessProbe.exec.command')).toEqual([
    'sh',
    '-c',
    expect.stringContaining('wget'),
    'http://127.0.0.1:8082/mcp-gateway/0/0',
  ]);
  expect(probe('readinessProbe.httpGet')).toEqual({ path: '/health', port: 'http' });
  expect(probe('startupProbe.httpGet')).toEqual({ path: '/health', port: 'http' });
});

it('the call follows the port of the container, and null takes it away', () => {
  expect(probesOf('gateway', { containerPort: 9000 })('livenessProbe.exec.command[3]')).toBe(
    'http://127.0.0.1:9000/mcp-gateway/0/0',
  );
  const none = probesOf('gateway', { health: { callPath: null } });
  expect(none('livenessProbe.httpGet')).toEqual({ path: '/health', port: 'http' });
});

it('other services have none by default', () => {
  expect(probesOf('authz', {})('livenessProbe.httpGet')).toEqual({ path: '/health', port: 'http' });
});
