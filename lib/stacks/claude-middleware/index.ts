import { defineStack } from '../definition';
import { composeOf } from './compose';
import { middlewareSoftware } from './software';
import { ClaudeMiddleware } from './stack';
import { connectToRelay } from './wiring';

/** The Claude middleware. */
export const claudeMiddleware = defineStack(__dirname, middlewareSoftware, () => new ClaudeMiddleware(), {
  connect: connectToRelay,
  compose: { file: 'docker-compose-middleware.yml', content: () => composeOf() },
});
