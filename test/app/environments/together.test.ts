import { environment, type Environment } from '../../../lib/app/environments/environment';
import { checkTogether } from '../../../lib/app/environments/together';
import { explain } from '../../../lib/app/explain';
import { manifestsOf } from '../../../lib/app/output/dist';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { ValuesError } from '../../../lib/engine/values/check';
import type { JsonObject } from '../../../lib/engine/values/declaration';

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
      'environments/test.ts: claude-relay (ingress.hosts[0].host and ingress.hosts[1].host) has the path / on the host ' +
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

describe('objects that no stack makes yet', () => {
  const stack = (name: 'claude-relay' | 'jairouter', ...objects: readonly KubernetesObject[]) => ({
    name,
    values: {},
    release: {} as never,
    objects,
  });
  const object = (apiVersion: string, kind: string, name: string, spec: JsonObject = {}) => ({
    ...{ apiVersion, kind, metadata: { name, namespace: 'ai' }, spec },
  });
  const together =
    (
      one: readonly KubernetesObject[],
      other: readonly KubernetesObject[],
      own: readonly KubernetesObject[] = [],
    ) =>
    () =>
      checkTogether(
        { name: 'test', namespace: 'ai', stacks: {} },
        [stack('claude-relay', ...one), stack('jairouter', ...other)],
        own,
      );
  const route = (spec: JsonObject) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'route', spec);
  const ingress = (
    host: string,
    path = '/',
    pathType = 'Prefix',
    ingressClassName = 'nginx',
    name = 'ingress',
  ) =>
    object('networking.k8s.io/v1', 'Ingress', name, {
      ingressClassName,
      rules: [{ host, http: { paths: [{ path, pathType }] } }],
    });

  it('may be made twice by one stack, and are rejected', () => {
    const [config, service] = [object('v1', 'ConfigMap', 'same'), object('v1', 'Service', 'same')];
    expect(together([config, service, service, object('v1', 'Service', 'b'), config], [])).toThrow(
      new ValuesError([
        'environments/test.ts: claude-relay makes Service ai/same and ConfigMap ai/same twice; give what is made second another name.',
      ]),
    );
  });

  it('may have a path twice, with and without a slash at its end, but not for another controller or comparison', () => {
    const twice = (...other: [path: string, pathType?: string, ingressClassName?: string]) => {
      const [path, pathType = 'Prefix', className = 'nginx'] = other;
      return together([ingress('a.io', '/a'), ingress('a.io', path, pathType, className, 'other')], []);
    };
    expect(twice('/a')).toThrow(
      new ValuesError([
        'environments/test.ts: claude-relay (Ingress ai/ingress and Ingress ai/other) has the path /a on the host a.io twice; give ' +
          'one of the two another host or path.',
      ]),
    );
    expect(twice('/a/')).toThrow('has the path /a/ on the host a.io twice');
    expect(twice('/b')).not.toThrow();
    expect(twice('/a', 'Exact')).not.toThrow();
    expect(twice('/a', 'Prefix', 'other')).not.toThrow();
  });

  it('are told apart by group, kind and name, not by version', () => {
    const [v1, v2] = ['v1', 'v2'].map((version) =>
      object(`autoscaling/${version}`, 'HorizontalPodAutoscaler', 'a'),
    );
    expect(together([v1 as KubernetesObject], [v2 as KubernetesObject])).toThrow(
      new ValuesError([
        'environments/test.ts: claude-relay and jairouter both make HorizontalPodAutoscaler ai/a; give what one of them makes ' +
          'another name.',
      ]),
    );
    expect(together([object('a.io/v1', 'Thing', 'a')], [object('b.io/v1', 'Thing', 'a')])).not.toThrow();
  });

  it('may be the namespace of the environment', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai' } };
    expect(together([], [namespace], [namespace])).toThrow(
      'environments/test.ts: the environment (namespace) and jairouter both make Namespace ai; give what one of them makes another name.',
    );
  });

  it('lead from a host too where they are HTTPRoutes, on every host where they name none', () => {
    const named = route({ hostnames: ['AI.example.com'], rules: [{ matches: [{ path: { value: '/' } }] }] });
    expect(together([ingress('ai.example.com')], [named])).toThrow(
      'the host ai.example.com is one of claude-relay (Ingress ai/ingress) and one of jairouter (HTTPRoute ai/route);',
    );
    const every = route({ rules: [{}] });
    expect(together([{ ...every, metadata: { name: 'x' } }], [every])).toThrow(
      'the host * is one of claude-relay',
    );
    expect(together([ingress('ai.example.com')], [every])).not.toThrow();
  });

  it('may have a path twice for two listeners of a Gateway, not for one', () => {
    const on = (sectionName: string) =>
      route({ hostnames: ['a.example.com'], parentRefs: [{ name: 'gateway', sectionName }], rules: [{}] });
    const other = (found: KubernetesObject) => ({ ...found, metadata: { name: 'other', namespace: 'ai' } });
    expect(together([on('http'), other(on('https'))], [])).not.toThrow();
    expect(together([on('http'), other(on('http'))], [])).toThrow(
      'claude-relay (HTTPRoute ai/route and HTTPRoute ai/other) has the path / on the host a.example.com twice;',
    );
  });
});
