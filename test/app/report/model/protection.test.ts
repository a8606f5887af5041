import { loginOf, tlsOf } from '../../../../lib/app/report/model/protection';
import { deployment, object } from '../../changes/objects';
import { httpRoute, ingress, service } from '../objects';

describe('TLS', () => {
  it('is what a certificate of the Ingress covers', () => {
    const tls = (hosts: readonly string[]) => ingress('a.example.com', 'a', { tls: [{ hosts, secretName: 'tls' }] });
    expect(tlsOf(tls(['a.example.com']), 'a.example.com')).toEqual({ is: 'yes', words: 'Secret tls' });
    expect(tlsOf(tls(['*.example.com']), 'a.example.com').is).toBe('yes');
    expect(tlsOf(tls(['b.example.com']), 'a.example.com').is).toBe('no');
    expect(tlsOf(tls(['*.example.com']), 'a.b.example.com').is).toBe('no');
  }); // prettier-ignore

  it('is decided elsewhere for Gateways and Services', () => {
    const route = httpRoute('a.example.com', 'a', {});
    expect(tlsOf(route, 'a.example.com')).toEqual({
      is: 'elsewhere',
      words: "the Gateway's, listener https",
    });
    const filters = [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https' } }];
    expect(tlsOf(httpRoute('a', 'a', { filters }), 'a').words).toBe('none here: redirects to https');
    expect(tlsOf(service('a'), 'a').is).toBe('elsewhere');
  });

  it('is what a Route says', () => {
    expect(tlsOf(object('Route', 'a', { spec: {} }), 'a').is).toBe('no');
    const edge = object('Route', 'a', { spec: { tls: { termination: 'edge' } } });
    expect(tlsOf(edge, 'a')).toEqual({ is: 'yes', words: 'at the router (edge)' });
  });
});

describe('login', () => {
  const plain = ingress('a.example.com', 'a');

  it('is asked for by the controller where an annotation says so', () => {
    const key = 'nginx.ingress.kubernetes.io/auth-url';
    const annotated = { ...plain, metadata: { name: 'a', annotations: { [key]: 'https://login' } } };
    expect(loginOf(annotated, 'helm-proxy', [])).toEqual({ is: 'yes', words: `the controller, by ${key}` });
    const filters = [{ type: 'ExtensionRef', extensionRef: { name: 'oidc' } }];
    expect(loginOf(httpRoute('a', 'a', { filters }), 'helm-proxy', []).is).toBe('elsewhere');
  });

  it('is what the software of the stack asks for', () => {
    const withKeys = deployment('a', {}, { env: [{ name: 'MIDDLEWARE_API_KEYS' }] });
    expect(loginOf(plain, 'claude-middleware', [withKeys])).toEqual({ is: 'yes', words: 'API keys' });
    expect(loginOf(plain, 'claude-middleware', [deployment('a')]).is).toBe('no');
    expect(loginOf(plain, 'claude-relay', []).is).toBe('yes');
    expect(loginOf(plain, 'helm-proxy', []).is).toBe('no');
  });

  it('is not known of other software', () => {
    expect(loginOf(plain, 'mcp-box', []).is).toBe('elsewhere');
    expect(loginOf(plain, 'toString', []).is).toBe('elsewhere');
  });
});
