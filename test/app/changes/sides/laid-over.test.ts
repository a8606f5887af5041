import { laidOver } from '../../../../lib/app/changes/sides/laid-over';

it('keeps what the manifest does not say, in maps and in items of lists', () => {
  const live = { spec: { default: 1, containers: [{ name: 'a', image: 'x', policy: 'd' }, { name: 'gone' }], args: ['x'] } };
  const manifest = { spec: { containers: [{ name: 'a', image: 'y' }, { name: 'b' }], args: ['y'] } };
  expect(laidOver(live, manifest)).toEqual({
    spec: { default: 1, containers: [{ name: 'a', image: 'y', policy: 'd' }, { name: 'b' }], args: ['y'] },
  });
}); // prettier-ignore
