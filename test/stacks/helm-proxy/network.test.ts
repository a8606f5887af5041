import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at } from '../../acceptance/path';
import { objectsOf, ofKind } from './rendering';

describe('network policy', () => {
  const policy = (...values: readonly JsonObject[]) => ofKind('NetworkPolicy', objectsOf(...values))[0];

  it('lets nobody in but the test of the release', () => {
    expect(at(policy(), 'spec.ingress[*].from')).toEqual([
      [
        {
          podSelector: {
            matchLabels: {
              'app.kubernetes.io/name': 'helm-proxy-test',
              'app.kubernetes.io/instance': 'helm-proxy',
            },
          },
        },
      ],
    ]);
  });

  it('has the ports of the repositories', () => {
    const helmRepos = [
      'a=https://charts.example.com',
      'b=http://charts.example.com/repository/helm',
      'c=http://172.30.1.13:18091/repository/helm',
    ];
    const portsWith = (apiServerPorts: number[]) =>
      at(
        policy({ config: { helmRepos }, networkPolicy: { apiServerPorts } }),
        'spec.egress[1].ports[*].port',
      );
    expect(portsWith([])).toEqual([443, 80, 18091]);
    // Those of the API server are not there twice, and 80 is not taken for a part of 8080.
    expect(portsWith([443, 8080])).toEqual([443, 8080, 80, 18091]);
  });
});
