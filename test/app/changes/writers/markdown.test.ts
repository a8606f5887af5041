import { markdown } from '../../../../lib/app/changes/writers/markdown';
import { COMPARISON, SAME } from './setup';

it('shows effects in a table and folds the fields', () => {
  const lines = markdown([COMPARISON, SAME]).split('\n');
  expect(lines.slice(0, 6)).toEqual([
    '### dev: HEAD → working tree',
    '',
    'objects: 2 changed, 1 added, 1 removed. A note.',
    '',
    '| Effect | Object | |',
    '| --- | --- | --- |',
  ]);
  expect(lines).toContain(
    '<details><summary>✏️ <code>Deployment ai/relay</code>: <b>replaces pods</b></summary>',
  );
  expect(lines).toContain('- spec.template.spec.containers[main].image: "a:1"');
  expect(lines).toContain('- ➕ `Service ai/new`');
  expect(lines).toContain('kubectl delete -n ai service old');
  expect(lines).toContain('### prod: a → b');
});

it('has a fence that no line of a text ends', () => {
  expect(markdown([COMPARISON])).toContain('````diff\n  data["a|b.txt"]:\n-   two\n+   ```\n````\n');
});
