import { parseDocument } from 'yaml';
import { assertReadable } from '../../../lib/engine/yaml/readable-nodes';

function asserted(text: string): () => void {
  const document = parseDocument(text, { schema: 'failsafe', keepSourceTokens: true });
  return () => assertReadable(document, text);
}

it.each(['a: {b: [c, "d?"], "e":1}\n', 'a: x?y\n', 'a: "\\\\/ \\u0041"\n', 'a: &x-1 1\n', 'a: !!str 1\n'])(
  'takes %j',
  (text) => {
    expect(asserted(text)).not.toThrow();
  },
);

it.each([
  ['a: !!binary aGk=\n', 'the tag tag:yaml.org,2002:binary'],
  ['a: &x.y 1\n', 'the anchor &x.y'],
  ['a: [b?]\n', 'b? within brackets'],
  ['a: {b, &x\n c: 1}\n', 'an anchor or tag on another line than its key'],
  [`a: {${'x'.repeat(1001)}: 1}\n`, 'a key of more than 1000 characters'],
])('rejects %j', (text, what) => {
  expect(asserted(text)).toThrow(what);
});
