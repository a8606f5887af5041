import { middlewareReachability } from '../../lib/stacks/claude-middleware/reachability';
import { relayReachability } from '../../lib/stacks/claude-relay/reachability';
import { proxyReachability } from '../../lib/stacks/helm-proxy/reachability';
import { jairouterReachability } from '../../lib/stacks/jairouter/reachability';
import { mcpBoxReachability } from '../../lib/stacks/mcp-box/reachability';
import type { Reachability } from '../../lib/stacks/reachability';
import type { StackName } from '../../lib/stacks/stacks';

/** The table of each system, as its folder declares it. */
export const tables: Readonly<Record<StackName, Reachability>> = {
  'claude-relay': relayReachability,
  'claude-middleware': middlewareReachability,
  'helm-proxy': proxyReachability,
  jairouter: jairouterReachability,
  'mcp-box': mcpBoxReachability,
};
