import type { JsonObject } from '../../../lib/engine/values/declaration';
import { formatPath, sourceOf } from '../../../lib/engine/values/sources';

describe('formatPath', () => {
  it.each<[readonly PropertyKey[], string]>([
    [['ingress', 'hosts', 0, 'host'], 'ingress.hosts[0].host'],
    [['podLabels', 'example.com/a'], 'podLabels["example.com/a"]'],
    [['a-b', 'c_d'], 'a-b.c_d'],
    [['service', 'a\n"b'], 'service["a\\n\\"b"]'],
    [['lists', 0, 1], 'lists[0][1]'],
    [[''], '[""]'],
    [[], ''],
  ])('writes %j as %s', (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});

describe('sourceOf', () => {
  const PORT = ['service', 'port'];

  it.each<[string, readonly PropertyKey[], readonly JsonObject[], string]>([
    ['the only one that sets it', PORT, [{ service: { port: 1 } }, {}], '1'],
    ['the last one that sets it', PORT, [{ service: { port: 1 } }, { service: { port: 2 } }], '2'],
    ['the last one, where it sets null', PORT, [{ service: { port: 1 } }, { service: { port: null } }], '2'],
    ['not one that sets what is beside it', PORT, [{ service: { port: 1 } }, { service: { type: 'x' } }], '1'],
    ['the last one that sets the map, where none sets it', PORT, [{ service: {} }, { service: {} }], '2'],
    ['one that sets a string in place of the map', PORT, [{ service: { port: 1 } }, { service: 'x' }], '2'],
    ['one that sets null in place of the map', PORT, [{ service: { port: 1 } }, { service: null }], '2'],
    ['the last one that sets the list', ['list', 1, 'a'], [{ list: [{}, { a: 1 }] }, { list: [{}] }], '2'],
    ['the defaults, where no source sets anything of it', PORT, [{ replicaCount: 1 }, {}], 'values.yaml'],
    ['the defaults, where there is no source', PORT, [], 'values.yaml'],
    ['the defaults, for a member of every object', ['toString'], [{}], 'values.yaml'],
  ])('is %s', (_, path, files, expected) => {
    const sources = files.map((values, index) => ({ name: String(index + 1), values }));
    expect(sourceOf(path, sources)).toBe(expected);
  });
}); // prettier-ignore
