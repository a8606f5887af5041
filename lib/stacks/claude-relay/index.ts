import { allowMiddleware } from '../claude-middleware/wiring';
import { defineStack } from '../definition';
import { ClaudeRelay } from './stack';

/** The Claude relay. */
export const claudeRelay = defineStack(__dirname, () => new ClaudeRelay(), { connect: allowMiddleware });
