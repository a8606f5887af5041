import type { PolicyException } from '../../lib/stacks/policy-exceptions';
import { exceptions as middleware } from '../../lib/stacks/claude-middleware/policy-exceptions';
import { exceptions as relay } from '../../lib/stacks/claude-relay/policy-exceptions';
import { exceptions as proxy } from '../../lib/stacks/helm-proxy/policy-exceptions';
import { exceptions as jairouter } from '../../lib/stacks/jairouter/policy-exceptions';
import { exceptions as mcpBox } from '../../lib/stacks/mcp-box/policy-exceptions';
import type { StackName } from '../../lib/stacks/stacks';

/** The exceptions of each system. An environment's own namespace has none. */
export const allExceptions: Readonly<Record<StackName, readonly PolicyException[]>> = {
  'claude-relay': relay,
  'claude-middleware': middleware,
  'helm-proxy': proxy,
  jairouter,
  'mcp-box': mcpBox,
};
