import { complain, pushAll, type Planned } from '../../../lib/app/publish/push-all';
import { MemoryRegistry } from './memory-registry';

const planned = (name: string, content = name, tags: readonly string[] = []): Planned => ({
  artifact: {
    name,
    tag: '1',
    config: { content: '', mediaType: '' },
    layers: [{ file: name, content, mediaType: '' }],
    annotations: { 'org.opencontainers.image.created': '' },
  },
  bill: `bill of ${name}`,
  tags,
  otherwise: 'raise its version',
});

const ALL = [planned('a'), planned('b'), planned('c', 'c', ['latest'])];
let registry: MemoryRegistry;
const say = jest.fn();

beforeEach(() => {
  registry = new MemoryRegistry();
  say.mockReset();
});

it('pushes each, attaches its bill of materials, and gives it its further tags', () => {
  expect(pushAll(registry, ALL, say)).toEqual(
    ['a', 'b', 'c'].map((name) => ({ name, tag: '1', reference: `${name}@sha256:0`, state: 'pushed' })),
  );
  expect(registry.calls.slice(0, 3)).toEqual([
    'push a:1',
    'attach bill of a to a@sha256:0',
    'tag a@sha256:0 ',
  ]);
  expect(registry.calls.at(-1)).toBe('tag c@sha256:0 latest');
  expect(say.mock.calls).toEqual([['Pushing a 1'], ['Pushing b 1'], ['Pushing c 1']]);
});

it('attaches again and moves tags where all is there, and pushes nothing', () => {
  pushAll(registry, ALL, say);
  registry.calls.length = 0;
  const published = pushAll(registry, ALL, say);
  expect(published.map(({ state }) => state)).toEqual(['there already', 'there already', 'there already']);
  expect(registry.calls.filter((call) => call.startsWith('push'))).toEqual([]);
  expect(registry.calls).toContain('attach bill of b to b@sha256:0');
  expect(registry.calls.at(-1)).toBe('tag c@sha256:0 latest');
});

it('changes nothing where one of them is there with other content', () => {
  registry.there.set('b:1', { reference: 'b@sha256:1', content: 'sha256:2', layers: [] });
  expect(() => pushAll(registry, ALL, say)).toThrow(
    'Nothing was published.\nb 1 is in the registry with other content (sha256:2): raise its version.',
  );
  expect(registry.calls).toEqual([]);
});

it('does not take what is there without a signature for one that is signed', () => {
  pushAll(registry, ALL, say);
  registry.calls.length = 0;
  const [first = planned('a'), ...others] = ALL;
  const [layer] = first.artifact.layers;
  const signature = { file: 'a.prov', content: 'signed', mediaType: 'application/signature' };
  const signed = { ...first, artifact: { ...first.artifact, layers: [layer, signature] as const } };
  expect(() => pushAll(registry, [signed, ...others], say)).toThrow(
    'a 1 is in the registry without a signature, and what is there stays as it is: publish without --sign, or raise its version.',
  );
  expect(registry.calls).toEqual([]);
});

it('says what was published where it ends in the middle', () => {
  registry.forbidden = 'c';
  expect(() => pushAll(registry, ALL, say)).toThrow(
    'c 1 is not published whole: no permission.\na 1 and b 1 was before. Publish again when that is mended: what is there already stays.',
  );
  registry.forbidden = 'a';
  registry.there.clear();
  expect(() => pushAll(registry, ALL, say)).toThrow('\nNothing was before.');
});

it('complains of problems only', () => {
  complain([]);
  expect(() => complain(['One.', 'Two.'])).toThrow('Nothing was published.\nOne.\nTwo.');
});
