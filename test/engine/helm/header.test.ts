import { header } from '../../../lib/engine/helm/header';

it('a header is a comment that leaves nothing behind, not even a line', () => {
  expect(header('the stack small')).toBe('{{- /* Generated from the stack small; do not edit. */ -}}\n');
});
