import { stackNames } from '../../../lib/app/scaffold/names';

const TAKEN = ['claude-relay', 'ai-gateway'];

it.each([
  ['echo', { name: 'echo', camel: 'echo', pascal: 'Echo', title: 'Echo' }],
  ['web-shop-2', { name: 'web-shop-2', camel: 'webShop2', pascal: 'WebShop2', title: 'Web shop 2' }],
  ['a--b', { name: 'a--b', camel: 'aB', pascal: 'AB', title: 'A b' }],
  ['a'.repeat(40), { camel: 'a'.repeat(40), pascal: `A${'a'.repeat(39)}` }],
  // Not a name of an object of the other.
  ['claude-relays', { camel: 'claudeRelays' }],
])('%s', (given, names) => {
  expect(stackNames(given, TAKEN)).toMatchObject(names);
});

const FORM =
  'the name must be at most 40 lowercase letters, digits and "-", from a letter to a letter or digit.';
const MEANING = 'which has another meaning in TypeScript; use another name.';

it.each([
  ['', FORM],
  ['Echo', FORM],
  ['1a', FORM],
  ['-a', FORM],
  ['a-', FORM],
  ['a_b', FORM],
  ['a.b', FORM],
  ['../a', FORM],
  ['a\nb', FORM],
  ['a'.repeat(41), FORM],
  ['claude-relay', 'it is there already; use another name.'],
  ['ai-gateway', 'it is there already; use another name.'],
  ['claude-relay-redis', 'names of objects of the stack claude-relay begin so; use another name.'],
  ['global', 'the values of a subchart of that name are those of all charts; use another name.'],
  ['gateway', 'it is somebody else; use another name.'],
  ['new', `its files would define new, ${MEANING}`],
  ['await', `its files would define await, ${MEANING}`],
  ['module', `its files would define module, ${MEANING}`],
  ['object', `its files would define Object, ${MEANING}`],
  ['stack', `its files would define Stack, ${MEANING}`],
])('%j can be no name', (given, reason) => {
  expect(() => stackNames(given, TAKEN, new Set(['Stack']), { gateway: 'it is somebody else' })).toThrow(
    new RegExp(`^The stack cannot be called .*${reason.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')}$`),
  );
});
