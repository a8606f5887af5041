import type { JsonObject } from '../../../lib/engine/values/declaration';
import { objectsOf, ofKind, render } from './rendering';

describe('an Ingress', () => {
  const rejected = /^ingress\.annotations contains no authentication annotation/;
  const ingress = (annotations: JsonObject) => render({ ingress: { enabled: true, annotations } });

  it.each([
    {},
    { note: 'nginx.ingress.kubernetes.io/auth-url' },
    { note: '"nginx.ingress.kubernetes.io/auth-url":"x"' },
    { 'nginx.ingress.kubernetes.io/auth-url': '' },
    // The controller asks for nothing without the type.
    { 'nginx.ingress.kubernetes.io/auth-secret': 'users' },
    { 'alb.ingress.kubernetes.io/auth-type': 'none' },
  ])('is rejected with %j', (annotations) => {
    expect(ingress(annotations)).toMatchObject({ ok: false, message: expect.stringMatching(rejected) });
  });

  it.each([
    { 'nginx.ingress.kubernetes.io/auth-url': 'https://login.example.com' },
    {
      'nginx.ingress.kubernetes.io/auth-secret': 'users',
      'nginx.ingress.kubernetes.io/auth-type': 'basic',
    },
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'tools-login@kubernetescrd' },
    { 'alb.ingress.kubernetes.io/auth-type': 'oidc' },
  ])('is accepted with %j', (annotations) => {
    expect(ingress(annotations)).toMatchObject({ ok: true });
  });

  it('is accepted without authentication if explicitly allowed', () => {
    expect(
      ofKind('Ingress', objectsOf({ ingress: { enabled: true }, allowUnauthenticated: true })),
    ).toHaveLength(1);
  });
});
