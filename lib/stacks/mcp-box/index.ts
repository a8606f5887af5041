import { defineStack } from '../definition';
import { mcpBoxSoftware } from './software';
import { McpBox } from './stack';

/** The MCP platform. */
export const mcpBox = defineStack(__dirname, mcpBoxSoftware, () => new McpBox());
