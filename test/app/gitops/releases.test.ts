import { releasesOf } from '../../../lib/app/gitops/releases';
import { prod } from './environment';

it('has the stacks of an environment, and what each needs', () => {
  const releases = releasesOf(prod);
  expect(releases.map(({ name }) => name)).toEqual(Object.keys(prod.stacks));
  expect(releases.filter(({ needs }) => needs.length > 0)).toMatchObject([
    { name: 'claude-middleware', needs: [{ name: 'claude-relay', namespace: 'ai-gateway-prod' }] },
  ]);
});

it('are where stacks deploy --charts has them', () => {
  const places = releasesOf(prod).map(({ name, namespace }) => [name, namespace] as const);
  expect(new Map(places).get('claude-relay')).toBe('ai-gateway-prod');
  expect(new Map(places).get('mcp-box')).toBe('mcp-prod');
});

it('has no more than the environment has', () => {
  const { 'claude-relay': relay = {} } = prod.stacks;
  expect(releasesOf({ ...prod, stacks: { 'claude-relay': relay } })).toMatchObject([
    { name: 'claude-relay' },
  ]);
});
