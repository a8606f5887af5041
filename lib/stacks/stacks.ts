import type { NamedEnvironment } from '../environments/environment';
import type { StackTemplate } from '../template/stack-template';
import type { JsonObject } from '../values/declaration';
import type { Patch } from '../values/patch';
import { ClaudeMiddleware } from './claude-middleware/claude-middleware';
import { composeOf } from './claude-middleware/compose';
import { middlewareGuide } from './claude-middleware/guide';
import type { middlewareValues } from './claude-middleware/values';
import { inFrontOfRelay, letMiddlewareIn } from './claude-middleware/wiring';
import { ClaudeRelay } from './claude-relay/claude-relay';
import { relayGuide } from './claude-relay/guide';
import type { relayValues } from './claude-relay/values';
import { proxyGuide } from './helm-proxy/guide';
import { HelmProxy } from './helm-proxy/helm-proxy';
import type { proxyValues } from './helm-proxy/values';
import { jairouterGuide } from './jairouter/guide';
import { JaiRouter } from './jairouter/jairouter';
import type { jairouterValues } from './jairouter/values';
import { mcpBoxGuide } from './mcp-box/guide';
import { McpBox } from './mcp-box/mcp-box';
import type { mcpBoxValues } from './mcp-box/values';

/** What an environment may change of each system's values. */
export interface StackPatches {
  readonly 'claude-relay': Patch<typeof relayValues>;
  readonly 'claude-middleware': Patch<typeof middlewareValues>;
  readonly 'helm-proxy': Patch<typeof proxyValues>;
  readonly jairouter: Patch<typeof jairouterValues>;
  readonly 'mcp-box': Patch<typeof mcpBoxValues>;
}

/** The name of a system, which is its chart's name too. */
export type StackName = keyof StackPatches;

/** A system: how its template is made, and what its chart's README says beside the table of values. */
export interface StackDefinition {
  readonly template: () => StackTemplate;
  readonly guide: string;
  /**
   * What its values are in an environment, from those that are given there and from the environment's other systems.
   *
   * @param source what messages call the environment
   * @default - those that are given
   */
  readonly connect?: (given: JsonObject, environment: NamedEnvironment, source: string) => JsonObject;
  /**
   * A Compose file, for a system whose document has one.
   *
   * @default - none
   */
  readonly compose?: { readonly file: string; readonly content: () => string };
}

/** All systems, in the order in which they are deployed. */
export const stacks: Readonly<Record<StackName, StackDefinition>> = {
  'claude-relay': {
    template: once(() => new ClaudeRelay() as unknown as StackTemplate),
    guide: relayGuide,
    connect: letMiddlewareIn,
  },
  'claude-middleware': {
    template: once(() => new ClaudeMiddleware() as unknown as StackTemplate),
    guide: middlewareGuide,
    connect: inFrontOfRelay,
    compose: { file: 'docker-compose-middleware.yml', content: () => composeOf() },
  },
  'helm-proxy': { template: once(() => new HelmProxy() as unknown as StackTemplate), guide: proxyGuide },
  jairouter: { template: once(() => new JaiRouter() as unknown as StackTemplate), guide: jairouterGuide },
  'mcp-box': { template: once(() => new McpBox() as unknown as StackTemplate), guide: mcpBoxGuide },
};

/** A template is the same for all environments and both renderings, so it is built once. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
