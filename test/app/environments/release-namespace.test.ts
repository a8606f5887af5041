import { releaseNamespace } from '../../../lib/app/environments/release-namespace';
import { prod } from '../gitops/environment';

it.each([
  ['mcp-box', 'mcp-prod'],
  ['claude-relay', 'ai-gateway-prod'],
  ['ai-gateway', 'ai-gateway-prod'],
])('of %s is %s: where its values have its objects, or that of the environment', (chart, namespace) => {
  expect(releaseNamespace(prod, chart)).toBe(namespace);
});
