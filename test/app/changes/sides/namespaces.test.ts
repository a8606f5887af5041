import { inNamespacesOf } from '../../../../lib/app/changes/sides/namespaces';
import type { Side } from '../../../../lib/app/changes/sides/side';
import type { JsonObject } from '../../../../lib/engine/values/declaration';

const side = (name: string, ...objects: readonly JsonObject[]): Side => ({ name, objects, notes: [] });
const namespace = (name: string) => ({ kind: 'Namespace', metadata: { name } });
const map = (space: string, text: string) => ({
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: space },
  data: { text },
});

it('takes the namespaces of an environment for those of the other one, wherever they stand', () => {
  const staging = side('staging', namespace('ai-staging'), map('mcp-staging', 'redis.mcp-staging.svc mcp-staging-2'));
  const prod = side('prod', namespace('gateways'), map('mcp-prod', ''));
  const { objects, notes } = inNamespacesOf(staging, prod, ['staging', 'prod']);
  expect(objects).toEqual([namespace('gateways'), map('mcp-prod', 'redis.mcp-prod.svc mcp-staging-2')]);
  expect(notes).toEqual([
    'Namespaces of staging are compared as those of prod: ai-staging as gateways, mcp-staging as mcp-prod.',
  ]);
}); // prettier-ignore

it('leaves namespaces that the other one does not have', () => {
  const one = side('staging', namespace('ai'), map('other-staging', ''));
  const other = side('prod', namespace('ai'));
  expect(inNamespacesOf(one, other, ['staging', 'prod'])).toBe(one);
});
