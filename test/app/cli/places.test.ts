import { renderedTree, revisionsIn } from '../../../lib/app/cli/places';

it('reads one revision, or two', () => {
  expect(revisionsIn('v1', '--from')).toEqual({ from: 'v1' });
  expect(revisionsIn('main..HEAD', '--from')).toEqual({ from: 'main', to: 'HEAD' });
});

it.each(['', '..', 'a..', '..b', 'a...b', 'a..b..c'])('says of "%s" what would be right', (given) => {
  expect(() => revisionsIn(given, '--from')).toThrow(`--from ${given} is neither a revision nor two`);
});

it('renders the working tree', () => {
  expect(renderedTree().name).toBe('working tree');
});
