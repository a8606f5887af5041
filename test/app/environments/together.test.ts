import { environment, type Environment } from '../../../lib/app/environments/environment';
import { checkTogether } from '../../../lib/app/environments/together';
import { explain } from '../../../lib/app/explain';
import { manifestsOf } from '../../../lib/app/output/dist';
import { ValuesError } from '../../../lib/engine/values/check';

const RELAY = { config: { existingSecret: 'keys' } };
const PROXY = { config: { helmRepos: ['r=https://charts.example.com'] }, targets: { namespaces: ['apps'] } };
const ROUTER = { auth: { existingSecret: 'keys' }, ingress: { enabled: false } };
const BOX = { infrastructure: { mysql: { auth: { existingSecret: 'mysql' } } } };

/** What is said when an environment is synthesized; nothing when it is right. */
function said(stacks: Environment['stacks']): string {
  try {
    manifestsOf({ name: 'test', ...environment({ namespace: 'ai', stacks }) });
  } catch (error) {
    return explain(error);
  }
  return '';
}

function hosts(...names: readonly string[]) {
  return { enabled: true, hosts: names.map((host) => ({ host })) };
}

describe('a host leads to one stack', () => {
  it('and is rejected in two', () => {
    expect(
      said({
        'claude-relay': { ...RELAY, ingress: hosts('ai.example.com') },
        jairouter: { ...ROUTER, ingress: hosts('other.example.com', 'ai.example.com') },
      }),
    ).toBe(
      'environments/test.ts: the host ai.example.com is one of claude-relay (ingress.hosts[0].host) and one of jairouter ' +
        '(ingress.hosts[1].host); a host leads to one stack, so give one of them another.',
    );
  });

  it('also where one of them has it from several values: then the Ingress is named', () => {
    expect(
      said({
        'claude-relay': { ...RELAY, ingress: hosts('gateway.example.com') },
        'mcp-box': { ...BOX, global: { domain: 'example.com' } },
      }),
    ).toBe(
      'environments/test.ts: the host gateway.example.com is one of claude-relay (ingress.hosts[0].host) and one of mcp-box ' +
        '(Ingress ai/mcp-gateway); a host leads to one stack, so give one of them another.',
    );
  });

  it('and each shared host has its sentence, beside those on names', () => {
    const lines = said({
      'claude-relay': {
        ...RELAY,
        fullnameOverride: 'same',
        ingress: hosts('a.example.com', 'b.example.com'),
      },
      jairouter: { ...ROUTER, fullnameOverride: 'same', ingress: hosts('b.example.com', 'a.example.com') },
    }).split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('both make');
    expect(lines[1]).toContain('the host b.example.com');
    expect(lines[2]).toContain('the host a.example.com');
  });

  it('but a host of another name, a certificate and a host outside are no matter', () => {
    expect(
      said({
        'claude-relay': { ...RELAY, ingress: hosts('*.example.com') },
        'claude-middleware': {
          relay: { host: 'ai.example.com' },
          redis: { host: 'redis.example.com' },
          ingress: {
            ...hosts('middleware.example.com'),
            tls: [{ secretName: 'wildcard', hosts: ['ai.example.com'] }],
          },
        },
        jairouter: { ...ROUTER, ingress: hosts('ai.example.com') },
      }),
    ).toBe('');
  });
});

describe('a path of a host leads to one service of a stack', () => {
  it('and is rejected in two', () => {
    expect(said({ 'claude-relay': { ...RELAY, ingress: hosts('ai.example.com', 'ai.example.com') } })).toBe(
      'environments/test.ts: claude-relay: ingress.hosts[0].host and ingress.hosts[1].host have the path / on the host ' +
        'ai.example.com twice; give one of the two another host or path.',
    );
  });

  it('but services may share a host with paths of their own', () => {
    const service = (path: string) => ({ ingress: { enabled: true, host: 'mcp.example.com', path } });
    expect(said({ 'mcp-box': { ...BOX, services: { a: service('/a'), b: service('/b') } } })).toBe('');
  });
});

describe('an object is made once', () => {
  it('and is rejected where two stacks have the same fullnameOverride', () => {
    expect(
      said({
        'helm-proxy': { ...PROXY, fullnameOverride: 'same' },
        'claude-relay': { ...RELAY, fullnameOverride: 'same' },
      }),
    ).toBe(
      'environments/test.ts: claude-relay (fullnameOverride) and helm-proxy (fullnameOverride) both make ServiceAccount ai/same, ' +
        'ConfigMap ai/same-config, Deployment ai/same, Service ai/same and NetworkPolicy ai/same; give what one of them makes ' +
        'another name.',
    );
  });

  it('and where a service has the name of another stack', () => {
    expect(
      said({
        'claude-relay': RELAY,
        'mcp-box': { ...BOX, services: { relay: { name: 'claude-relay' } } },
      }),
    ).toBe(
      'environments/test.ts: claude-relay and mcp-box (services.relay.name) both make Deployment ai/claude-relay, Service ' +
        'ai/claude-relay and NetworkPolicy ai/claude-relay; give what one of them makes another name.',
    );
  });

  it('and where two stacks make the same namespace', () => {
    expect(
      said({
        'helm-proxy': { ...PROXY, targets: { namespaces: ['apps', 'mcp'], create: true } },
        'mcp-box': { ...BOX, global: { namespace: 'mcp', createNamespace: true } },
      }),
    ).toBe(
      'environments/test.ts: helm-proxy (targets.namespaces[1]) and mcp-box (global.namespace) both make Namespace mcp; give what ' +
        'one of them makes another name.',
    );
  });

  it('but names in another namespace are others', () => {
    expect(
      said({
        'claude-relay': RELAY,
        'mcp-box': {
          ...BOX,
          global: { namespace: 'mcp', createNamespace: true },
          services: { relay: { name: 'claude-relay' } },
        },
      }),
    ).toBe('');
  });
});

it('the namespace of the environment is made once', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai' } };
  const router = { name: 'jairouter' as const, values: {}, release: {} as never, objects: [namespace] };
  expect(() => checkTogether({ name: 'test', namespace: 'ai', stacks: {} }, [router], [namespace])).toThrow(
    new ValuesError([
      'environments/test.ts: the environment (namespace) and jairouter both make Namespace ai; give what one of them makes another name.',
    ]),
  );
});
