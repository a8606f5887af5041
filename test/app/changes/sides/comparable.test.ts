import { ENVIRONMENT_LABEL } from '../../../../lib/app/output/kustomization';
import { comparable } from '../../../../lib/app/changes/sides/comparable';

it('leaves out what nobody writes into a manifest, and nothing else', () => {
  const live = {
    kind: 'Deployment',
    metadata: {
      name: 'a',
      uid: '1',
      resourceVersion: '2',
      generation: 3,
      creationTimestamp: 'now',
      managedFields: [],
      labels: { a: 'b' },
      annotations: { 'deployment.kubernetes.io/revision': '4', mine: 'kept' },
    },
    spec: { replicas: 1 },
    status: { replicas: 1 },
  };
  expect(comparable(live)).toEqual({
    kind: 'Deployment',
    metadata: { name: 'a', labels: { a: 'b' }, annotations: { mine: 'kept' } },
    spec: { replicas: 1 },
  });
});

it('leaves no empty annotations, which a manifest has not either', () => {
  const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
  expect(comparable({ metadata: { name: 'a', annotations } })).toEqual({ metadata: { name: 'a' } });
});

it('leaves out the label by which kustomize marks an environment, and no label beside it', () => {
  const labels = { [ENVIRONMENT_LABEL]: 'dev' };
  expect(comparable({ metadata: { name: 'a', labels } })).toEqual({ metadata: { name: 'a' } });
  expect(comparable({ metadata: { name: 'a', labels: { ...labels, mine: 'kept' } } })).toEqual({
    metadata: { name: 'a', labels: { mine: 'kept' } },
  });
});
