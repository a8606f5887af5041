import { defineStack } from '../definition';
import { McpBox } from './stack';

/** The MCP platform. */
export const mcpBox = defineStack(__dirname, () => new McpBox());
