import { json } from '../../../../lib/app/changes/writers/json';
import { COMPARISON, SAME } from './setup';

it('has each environment with objects, fields and effects', () => {
  expect(JSON.parse(json([COMPARISON, SAME]))).toMatchObject([
    {
      environment: 'dev',
      before: 'HEAD',
      after: 'working tree',
      notes: ['A note.'],
      prune: [{ kind: 'Service', namespace: 'ai', name: 'old', command: 'kubectl delete -n ai service old' }],
      effects: [
        { kind: 'replaces-pods', object: 'Deployment ai/relay', facts: { pods: 1, atMostSeconds: 30 } },
      ],
      objects: [
        {
          change: 'changed',
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          namespace: 'ai',
          name: 'relay',
          effects: ['replaces-pods'],
          fields: [{ path: 'spec.template.spec.containers[main].image', before: 'a:1', after: 'a:2' }],
        },
        { change: 'changed', kind: 'ConfigMap' },
        { change: 'added', kind: 'Service', name: 'new', effects: [], fields: [] },
        { change: 'removed', kind: 'Service', name: 'old', fields: [] },
      ],
    },
    { environment: 'prod', objects: [], effects: [] },
  ]);
});
