import { entry, list, mapOf, section } from '../../../lib/engine/values/collections';
import { kubernetesObject } from '../../../lib/engine/values/kubernetes-object';
import type { Json } from '../../../lib/engine/values/declaration';
import { port } from '../../../lib/engine/values/numbers';
import { boolean, string } from '../../../lib/engine/values/scalars';
import { suggestKey, suggestPath, type Path } from '../../../lib/engine/values/suggestion';

describe('suggestKey', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['replicaCont', ['replicaCount', 'resources'], 'replicaCount'],
    ['prot', ['port', 'type'], 'port'],
    // A third of its letters may be wrong, and of a short word two.
    ['abcdefghi', ['abcdefxyz'], 'abcdefxyz'],
    ['abcdefghi', ['abcdewxyz'], undefined],
    ['abc', ['axy'], 'axy'],
    ['abcd', ['axyz'], undefined],
    // All letters of it are wrong.
    ['ab', ['xy'], undefined],
    ['a', [], undefined],
  ])('is for %s, of %j, %s', (word, known, expected) => {
    expect(suggestKey(word, known)).toBe(expected);
  });
});

describe('suggestPath', () => {
  const text = string('', 'x');
  const on = section('On.', { enabled: boolean(true, 'x') });
  const root = section('Root.', {
    deep: section('Deep.', { deeper: section('Deeper.', { jwtSecret: text }) }),
    config: section('Config.', { jwtSecret: text, hosts: list([], 'x', text) }),
    redis: section('Redis.', { existingSecret: text, auth: section('Auth.', { password: text }) }),
    mysql: section('MySQL.', { existingSecret: text, affinity: kubernetesObject({}, 'x', []) }),
    ...{ first: on, second: on, third: on },
    services: mapOf(
      {},
      'Services.',
      entry('A service.', { uses: section('Uses.', { cache: boolean(true, 'x') }), port: port(80, 'x') }),
      { key: /^[a-z]+$/, expects: 'lowercase letters', samples: [] },
    ),
    items: list([], 'Items.', entry('An item.', { inner: section('Inner.', { tier: text }) })),
  });

  it.each<[string, Path, Json | undefined, readonly Path[]]>([
    ['the place under another section', ['password'], 'x', [['redis', 'auth', 'password']]],
    ['the one with the shortest path', ['jwtSecret'], 'x', [['config', 'jwtSecret']]],
    ['the one that is nearest to where it was given', ['deep', 'jwtSecret'], 'x', [['deep', 'deeper', 'jwtSecret']]],
    ['two that are as near', ['existingSecret'], 'x', [['redis', 'existingSecret'], ['mysql', 'existingSecret']]],
    ['none of three that are as near', ['enabled'], true, []],
    ['none where no such key is known', ['none'], 'x', []],
    ['one in the same entry of a map', ['services', 'web', 'cache'], true, [['services', 'web', 'uses', 'cache']]],
    ['none in entries that were not given', ['cache'], true, []],
    ['none in an entry of another map than the given one', ['other', 'web', 'cache'], true, []],
    ['one in the same item of a list', ['items', 0, 'tier'], 'x', [['items', 0, 'inner', 'tier']]],
    ['a section, where one of its keys was given', ['auth'], { password: 'x' }, [['redis', 'auth']]],
    ['a section, where an empty map was given', ['auth'], {}, [['redis', 'auth']]],
    ['no section, where other keys were given', ['auth'], { user: 'x' }, []],
    ['no section, where a string was given', ['auth'], 'x', []],
    ['no list, where a string was given', ['hosts'], 'x', []],
    ['a list, where a list was given', ['hosts'], ['x'], [['config', 'hosts']]],
    ['a piece of an object, where a map was given', ['affinity'], { a: 1 }, [['mysql', 'affinity']]],
    ['no piece of an object, where a list was given', ['affinity'], [], []],
    ['no string, where a map was given', ['password'], {}, []],
    ['any form, where null was given', ['password'], null, [['redis', 'auth', 'password']]],
  ])('is %s', (_, path, value, expected) => {
    expect(suggestPath(root, path, value)).toEqual(expected);
  }); // prettier-ignore
});
