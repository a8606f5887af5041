import { releasesOf } from '../../../lib/app/gitops/releases';
import { prod } from './environment';

it('has the stacks of an environment, and what each needs', () => {
  const releases = releasesOf(prod);
  expect(releases.map(({ name }) => name)).toEqual(Object.keys(prod.stacks));
  expect(releases.filter(({ needs }) => needs.length > 0)).toMatchObject([
    { name: 'claude-middleware', needs: ['claude-relay'] },
  ]);
});

it('has no more than the environment has', () => {
  const { 'claude-relay': relay = {} } = prod.stacks;
  expect(releasesOf({ ...prod, stacks: { 'claude-relay': relay } })).toMatchObject([
    { name: 'claude-relay' },
  ]);
});
