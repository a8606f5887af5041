import type { NamedEnvironment } from '../../../lib/app/environments/environment';
import { overlay } from '../../../lib/engine/values/merge';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import type { StackOverrides } from '../../../lib/stacks/stacks';

const requests = { cpu: '50m', memory: '128Mi' };

/** Requests that all pods of the largest environment together fit with on three nodes of two processors. */
const SMALLER: Partial<StackOverrides> = {
  'claude-relay': { resources: { requests } },
  jairouter: { resources: { requests } },
  'mcp-box': {
    infrastructure: { mysql: { resources: { requests } }, redis: { resources: { requests } } },
    services: { gateway: { resources: { requests } } },
  },
};

/** The environment with the same pods, which ask for less: nothing else is changed. */
export function smaller(environment: NamedEnvironment): NamedEnvironment {
  const stacks = Object.fromEntries(
    Object.entries(environment.stacks).map(([stack, values]) => [
      stack,
      overlay(values as JsonObject, (SMALLER as Record<string, JsonObject>)[stack] ?? {}),
    ]),
  );
  return { ...environment, stacks };
}
