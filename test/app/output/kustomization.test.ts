import { parse } from 'yaml';
import { ENVIRONMENT_LABEL, kustomizationOf } from '../../../lib/app/output/kustomization';

// What kubectl makes of it is in kustomization.slow.test.ts.

const [file, content] = kustomizationOf({ name: 'dev' }, [
  'dev/0000-namespace.k8s.yaml',
  'dev/0004-jairouter.k8s.yaml',
]);
const read = parse(content) as Readonly<Record<string, unknown>>;

it('has a name that kubectl apply -f of the folder leaves out', () => {
  expect(file).toBe('dev/Kustomization');
});

it('has the files in their order', () => {
  expect(read['resources']).toEqual(['0000-namespace.k8s.yaml', '0004-jairouter.k8s.yaml']);
  expect(read['sortOptions']).toEqual({ order: 'fifo' });
});

it('labels objects, and neither pods nor selectors', () => {
  expect(read['labels']).toEqual([
    { pairs: { [ENVIRONMENT_LABEL]: 'dev' }, includeSelectors: false, includeTemplates: false },
  ]);
});
