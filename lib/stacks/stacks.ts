import type { Overrides } from '../engine/values/overrides';
import { claudeMiddleware } from './claude-middleware/index';
import { claudeRelay } from './claude-relay/index';
import type { StackDefinition } from './definition';
import { helmProxy } from './helm-proxy/index';
import { jairouter } from './jairouter/index';
import { mcpBox } from './mcp-box/index';

/** All stacks by the names of their charts, in the order in which they are deployed. */
const registry = {
  'claude-relay': claudeRelay,
  'claude-middleware': claudeMiddleware,
  'helm-proxy': helmProxy,
  jairouter,
  'mcp-box': mcpBox,
} satisfies Record<string, StackDefinition>;

/** The name of a stack, which is its chart's name too. */
export type StackName = keyof typeof registry;

/** What an environment may change of each stack's values. */
export type StackOverrides = {
  readonly [Name in StackName]: Overrides<ReturnType<(typeof registry)[Name]['template']>['declaration']>;
};

/** All stacks, in the order in which they are deployed. */
export const stacks: Readonly<Record<StackName, StackDefinition>> = registry;
