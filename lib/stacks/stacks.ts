import { ClaudeRelay } from './claude-relay/claude-relay';
import { relayGuide } from './claude-relay/guide';
import type { relayValues } from './claude-relay/values';
import type { StackTemplate } from '../template/stack-template';
import type { Patch } from '../values/patch';

/** What an environment may change of each system's values. */
export interface StackPatches {
  readonly 'claude-relay': Patch<typeof relayValues>;
}

/** The name of a system, which is its chart's name too. */
export type StackName = keyof StackPatches;

/** A system: how its template is made, and what its chart's README says beside the table of values. */
export interface StackDefinition {
  readonly template: () => StackTemplate;
  readonly guide: string;
}

/** All systems, in the order in which they are deployed. */
export const stacks: Readonly<Record<StackName, StackDefinition>> = {
  'claude-relay': { template: once(() => new ClaudeRelay() as unknown as StackTemplate), guide: relayGuide },
};

/** A template is the same for all environments and both renderings, so it is built once. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
