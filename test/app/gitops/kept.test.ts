import { parse } from 'yaml';
import { annotationPatch, keptPatches } from '../../../lib/app/gitops/kept';

// What kustomize makes of them is in kept.slow.test.ts.

it('has a target, and a patch as text', () => {
  const { target, patch } = annotationPatch({ kind: 'Namespace' }, { a: 'b' });
  expect(target).toEqual({ kind: 'Namespace' });
  expect(parse(String(patch))).toHaveProperty('metadata.annotations', { a: 'b' });
});

it('is for namespaces, with annotations of their own, and for what Helm keeps', () => {
  const patches = keptPatches({ a: 'b' }, { c: 'd' });
  expect(patches).toEqual([
    annotationPatch({ kind: 'Namespace' }, { a: 'b', c: 'd' }),
    annotationPatch({ annotationSelector: 'helm.sh/resource-policy=keep' }, { a: 'b' }),
  ]);
});
