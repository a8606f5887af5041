import { podSecurityOf } from '../../../lib/app/objects/pod-security';
import { at } from '../../acceptance/path';
import { hosts, middlewareObjects, objectNamed } from './rendering';

describe('a middleware', () => {
  it.each<[string, object, string]>([
    ['no relay', { redis: { host: 'r' } }, 'relay.host is empty'],
    [
      'a port of its tunnel',
      { ...hosts, redis: { host: 'r', tls: true }, config: { port: 6380 } },
      'config.port is 6379',
    ],
    ['itself as relay', { ...hosts, relay: { host: 'localhost' } }, 'relay.host refers to the pod itself'],
    ['itself as Redis', { ...hosts, redis: { host: '127.0.0.1' } }, 'redis.host refers to the pod itself'],
    [
      'the mode that Gin panics at',
      { ...hosts, config: { ginMode: 'production' } },
      'one of debug, release, test',
    ],
    ['authentication without keys', { ...hosts, auth: { enabled: true } }, 'which would allow every client'],
    ['a key that is too short', { ...hosts, auth: { apiKeys: ['cr_1'] } }, 'an API key of 10 to 512 letters'],
    [
      'an open LoadBalancer',
      { ...hosts, loadBalancer: { enabled: true } },
      'loadBalancer is enabled for all addresses',
    ],
    [
      'an open Service',
      { ...hosts, service: { type: 'LoadBalancer' } },
      'service.type is LoadBalancer although',
    ],
  ])('with %s is rejected', (_, values, reason) => {
    expect(() => middlewareObjects(values)).toThrow(reason);
  });

  it.each([
    ['middleware-latest', 'Always'],
    ['main-middleware', 'Always'],
    ['main-middleware-1a2b3c4', 'Always'],
    ['middleware-1.2.6', 'IfNotPresent'],
    ['middleware-v1.2.6', 'IfNotPresent'],
    ['', 'IfNotPresent'],
  ])('of the tag "%s" is pulled %s', (tag, policy) => {
    const deployment = objectNamed(
      middlewareObjects(hosts, { image: { tag } }),
      'Deployment',
      'claude-middleware',
    );
    expect(at(deployment, 'spec.template.spec.containers[0].imagePullPolicy')).toBe(policy);
  });

  it('reaches a Redis with TLS through a tunnel', () => {
    const tls = { redis: { host: 'redis.example.com', port: 6380, tls: true } };
    const deployment = objectNamed(middlewareObjects(hosts, tls), 'Deployment', 'claude-middleware');
    expect(at(deployment, 'spec.template.spec.containers[0].env')).toEqual(
      expect.arrayContaining([
        { name: 'REDIS_HOST', value: '127.0.0.1' },
        { name: 'REDIS_PORT', value: '6379' },
      ]),
    );
    expect(at(deployment, 'spec.template.spec.containers[1].args')).toEqual([
      'client',
      '--listen',
      '127.0.0.1:6379',
      '--target',
      'redis.example.com:6380',
      '--disable-authentication',
      '--status',
      'http://127.0.0.1:6380',
    ]);
    const asking = (path: string) => ({
      exec: { command: ['wget', '-q', '-T', '4', '-O', '/dev/null', `http://127.0.0.1:6380${path}`] },
    });
    expect(at(deployment, 'spec.template.spec.containers[1]')).toMatchObject({
      readinessProbe: asking('/_status'),
      livenessProbe: asking('/_metrics/json'),
    });
  });

  it('meets Pod Security restricted where the image does', () => {
    expect(podSecurityOf(middlewareObjects(hosts))).toBe('baseline');
    expect(podSecurityOf(middlewareObjects(hosts, { program: { copy: false } }))).toBe('restricted');
  });
});
