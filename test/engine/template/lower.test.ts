import { AuthorError } from '../../../lib/engine/values/author-error';
import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { lower } from '../../../lib/engine/template/lower';
import {
  choose,
  commented,
  each,
  Each,
  Include,
  lines,
  merged,
  neverEmpty,
  when,
  type Tree,
} from '../../../lib/engine/template/tree';
import { SmallStack } from '../small-stack';

const { values } = new SmallStack();
const { on, off, replicas, words, host } = values;

const lowered = (manifest: Tree): Tree => {
  const all = lower((props) => k8s.KubeService.manifest(props), manifest) as Readonly<Record<string, Tree>>;
  return all['spec'];
};

it('names become those of the Kubernetes API, wherever they stand', () => {
  expect(lowered({ spec: { clusterIPs: ['a'], externalIPs: ['b'] } })).toEqual({
    clusterIPs: ['a'],
    externalIPs: ['b'],
  });
  expect(lowered({ spec: when(on, { clusterIp: host }) })).toEqual(when(on, { clusterIP: host }));
  expect(lowered({ spec: choose(on, { clusterIp: host }, { externalIPs: ['a'] }) })).toEqual(
    choose(on, { clusterIP: host }, { externalIPs: ['a'] }),
  );
  expect(lowered({ spec: merged({ clusterIp: host }, when(off, { sessionAffinity: 'None' })) })).toEqual(
    merged({ clusterIP: host }, when(off, { sessionAffinity: 'None' })),
  );
  expect(lowered({ spec: neverEmpty({ clusterIp: host }) })).toEqual(neverEmpty({ clusterIP: host }));
});

it('comments stay where they are', () => {
  const port = { port: 1, targetPort: k8s.IntOrString.fromNumber(2) };
  const spec = commented('Spec.', {
    clusterIp: commented('IP.', host),
    ports: [commented('Port.', port), when(on, commented('At times.', port)), port],
  });
  const as = { port: 1, targetPort: 2 };
  expect(lowered({ spec })).toEqual(
    commented('Spec.', {
      clusterIP: commented('IP.', host),
      ports: [commented('Port.', as), when(on, commented('At times.', as)), as],
    }),
  );
});

it('wrappers become what they wrap', () => {
  expect(lowered({ spec: { ports: [{ port: 1, targetPort: k8s.IntOrString.fromString('http') }] } })).toEqual(
    {
      ports: [{ port: 1, targetPort: 'http' }],
    },
  );
});

it('expressions, strings of several lines and helpers stay what they are', () => {
  const labels = new Include({ kind: 'map', name: 'labels', comment: '', body: { a: 'b' } });
  const tree = { selector: labels, externalName: lines('a'), ports: [{ port: replicas }] };
  expect(lowered({ spec: tree })).toEqual(tree);
});

it('items of a list keep their order, decisions and loops in place', () => {
  const port = (name: string) => ({ name, port: 1, targetPort: k8s.IntOrString.fromNumber(2) });
  const as = (name: string) => ({ name, port: 1, targetPort: 2 });
  const loop = each(words, 'word', () => [when(on, port('in')), { port: 3 }]);
  const items = [when(on, port('a')), undefined, choose(off, port('b'), port('c')), loop, port('d')];
  expect(lowered({ spec: { ports: items } })).toEqual({
    ports: [
      when(on, as('a')),
      choose(off, as('b'), as('c')),
      new Each(loop.source, loop.variables, [when(on, as('in')), { port: 3 }]),
      as('d'),
    ],
  });
});

it('a list of the user stands among items', () => {
  expect(lowered({ spec: { externalIPs: ['a', words] } })).toEqual({ externalIPs: ['a', words] });
});

describe('a property that the class does not know is an error', () => {
  it.each<[string, Tree]>([
    ['spec.clusterIpp', { spec: { clusterIpp: 'a' } }],
    ['spec.ports[1].prot', { spec: { ports: [{ port: 1 }, { prot: 1 }] } }],
    ['spec.clusterIpp', { spec: choose(on, {}, { clusterIpp: 'a' }) }],
    ['spec.ports[0].prot', { spec: { ports: [each(words, 'word', () => ({ prot: 1 }))] } }],
  ])('%s', (path, manifest) => {
    expect(() => lowered(manifest)).toThrow(`${path}: It is not a property that cdk8s knows there.`);
  });
});

it('what the class itself says is an author’s mistake too', () => {
  const failing = (): never => {
    throw new Error('no');
  };
  expect(() => lower(failing, {})).toThrow(AuthorError);
});
