import { CLAUDE_MIDDLEWARE } from './claude-middleware';
import { CLAUDE_RELAY } from './claude-relay';
import { COMMANDS } from './documents';
import { HELM_PROXY } from './helm-proxy';
import { JAIROUTER } from './jairouter';
import { JAIROUTER_CHART } from './jairouter-chart';
import { MCP_BOX } from './mcp-box';
import { MCP_BOX_SCRIPT } from './mcp-box-script';
import { isEntry, type Entry, type Scenario } from './step';

/** All that is done in a cluster, in this order. */
export const SCENARIOS: readonly Scenario[] = [
  ...CLAUDE_RELAY,
  JAIROUTER,
  CLAUDE_MIDDLEWARE,
  HELM_PROXY,
  JAIROUTER_CHART,
  MCP_BOX,
  MCP_BOX_SCRIPT,
];

/** What becomes of each documented command. */
export const ENTRIES: readonly Entry[] = SCENARIOS.flatMap(({ steps }) => steps.filter(isEntry));

/** How many there are of each, in words. */
export function counted(entries: readonly Entry[]): string {
  const count = (is: Entry['is']) => entries.filter((entry) => entry.is === is).length;
  const alsoRendered = entries.filter(
    ({ id, is }) => is === 'elsewhere' && COMMANDS.get(id)?.checkedInRendering === true,
  ).length;
  return (
    `${entries.length} documented: ${count('runs')} run, ${count('rejected')} rejected as they should be, ` +
    `${count('container')} need a container (${count('container')} looked up), ${count('elsewhere')} elsewhere ` +
    `(${alsoRendered} with a counterpart that test/acceptance checks)`
  );
}
