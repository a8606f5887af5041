import { allowMiddleware } from '../claude-middleware/wiring';
import { defineStack } from '../definition';
import { relaySoftware } from './software';
import { ClaudeRelay } from './stack';

/** The Claude relay. */
export const claudeRelay = defineStack(__dirname, relaySoftware, () => new ClaudeRelay(), {
  connect: allowMiddleware,
  login: { by: 'API keys of users, the administrator by password' },
});
