import { mcpBox } from '../../../lib/stacks/mcp-box/index';

const [, example] = /^```yaml\n# platform\.yaml\n(.*?)^```$/ms.exec(mcpBox.readme()) ?? [];
if (example === undefined) throw new Error('The README of mcp-box has no platform.yaml.');

/** Values that run the whole platform, as the chart's README has them. */
export const PLATFORM_EXAMPLE = example;
