import { z } from 'zod';
import { list } from '../../../lib/engine/values/collections';
import type { Declaration, Json } from '../../../lib/engine/values/declaration';
import { examplesOf } from '../../../lib/engine/values/examples';
import { addressRange } from '../../../lib/engine/values/names';
import { port } from '../../../lib/engine/values/numbers';
import { boolean, httpUrl, secret } from '../../../lib/engine/values/scalars';
import { labels } from '../../../lib/engine/values/string-maps';

const password = { ...secret('Password.'), examples: ['never shown'] };

it.each<[string, Declaration<unknown>, readonly Json[]]>([
  ['those that are declared', { ...port(80, 'x'), examples: [8080, 9090] }, [8080, 9090]],
  ['none where none are declared', port(80, 'x'), []],
  ['none for a boolean', boolean(true, 'x'), []],
  ['never the default itself', { ...port(80, 'x'), examples: [80, 8080] }, [8080]],
  ['never the default itself, a map', { ...labels({ team: 'platform' }, 'x') }, []],
  ['none for a secret', password, []],
  ['for a list, one of its first item', list([], 'x', addressRange('x')), [['10.0.0.0/8']]],
  ['for a list, its own before those of its items', { ...list([], 'x', port(80, 'x')), examples: [[1]] }, [[1]]],
  ['none for a list of what has none', list([], 'x', port(80, 'x')), []],
  ['none for a list of secrets', list([], 'x', password), []],
  // As a declaration that narrows another one inherits its examples.
  ['only those that are right', { ...httpUrl('', 'x'), schema: () => z.string().regex(/^name=/) }, []],
])('examples are %s', (_, declaration, examples) => {
  expect(examplesOf(declaration)).toEqual(examples);
}); // prettier-ignore
