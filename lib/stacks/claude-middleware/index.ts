import { defineStack } from '../definition';
import { composeOf } from './compose';
import { ClaudeMiddleware } from './stack';
import { connectToRelay } from './wiring';

/** The Claude middleware. */
export const claudeMiddleware = defineStack(__dirname, () => new ClaudeMiddleware(), {
  connect: connectToRelay,
  compose: { file: 'docker-compose-middleware.yml', content: () => composeOf() },
});
