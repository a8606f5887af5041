import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { FORK, ORIGINAL, rejected } from './rendering';

describe('the administration of the fork, which it opens to anybody', () => {
  const ingress = (...paths: string[]): JsonObject => ({
    ingress: { enabled: true, hosts: [{ host: 'a.example.com', paths: paths.map((path) => ({ path })) }] },
  });

  it.each(['/', '/web', '/admin', '/apiStats', '/users'])('is not published at %s', (path) => {
    expect(rejected(FORK, ingress('/api', path))).toEqual([
      expect.stringMatching(/^ingress\.hosts has a path besides \/api/),
    ]);
  });

  it('is not published where no path is given, since that is all of them', () => {
    const all = { ingress: { enabled: true, hosts: [{ host: 'a.example.com' }] } };
    expect(rejected(FORK, all)).toEqual([expect.stringMatching(/^ingress\.hosts has a path besides/)]);
  });

  it.each(['LoadBalancer', 'NodePort'])('is not published by a Service of type %s', (type) => {
    expect(rejected(FORK, { service: { type } })).toEqual([
      expect.stringMatching(/^service\.type is not ClusterIP/),
    ]);
  });

  it('is not published either by an image of the fork in another version', () => {
    const later = overlay(FORK, { image: { tag: 'latest' } });
    expect(rejected(later, ingress('/'))).toEqual([
      expect.stringMatching(/^ingress\.hosts has a path besides/),
    ]);
  });

  it('does not keep its API from being published, nor the original', () => {
    expect(rejected(FORK, ingress('/api', '/claude/v1', '/openai', '/gemini'))).toEqual([]);
    expect(rejected(ORIGINAL, ingress('/'))).toEqual([]);
    expect(rejected(ORIGINAL, { service: { type: 'LoadBalancer' } })).toEqual([]);
  });
});
