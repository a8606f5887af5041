import type { Overrides } from '../engine/values/overrides';
import type { StackDefinition } from './definition';

/**
 * All stacks by the names of their charts, in the order in which they are deployed. Each is loaded when it is asked for: to render one, the
 * others are not needed.
 */
const registry = {
  get 'claude-relay'() {
    return (require('./claude-relay/index') as typeof import('./claude-relay/index')).claudeRelay;
  },
  get 'claude-middleware'() {
    return (require('./claude-middleware/index') as typeof import('./claude-middleware/index'))
      .claudeMiddleware;
  },
  get 'helm-proxy'() {
    return (require('./helm-proxy/index') as typeof import('./helm-proxy/index')).helmProxy;
  },
  get jairouter() {
    return (require('./jairouter/index') as typeof import('./jairouter/index')).jairouter;
  },
  get 'mcp-box'() {
    return (require('./mcp-box/index') as typeof import('./mcp-box/index')).mcpBox;
  },
} satisfies Record<string, StackDefinition>;

/** The name of a stack, which is its chart's name too. */
export type StackName = keyof typeof registry;

/** What an environment may change of each stack's values. */
export type StackOverrides = {
  readonly [Name in StackName]: Overrides<ReturnType<(typeof registry)[Name]['template']>['declaration']>;
};

/** All stacks, in the order in which they are deployed. */
export const stacks: Readonly<Record<StackName, StackDefinition>> = registry;
