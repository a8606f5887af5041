import { defineStack } from '../definition';
import { composeOf } from './compose';
import { API_KEYS } from './env';
import { middlewareSoftware } from './software';
import { ClaudeMiddleware } from './stack';
import { connectToRelay } from './wiring';

/** The Claude middleware. */
export const claudeMiddleware = defineStack(__dirname, middlewareSoftware, () => new ClaudeMiddleware(), {
  connect: connectToRelay,
  login: { by: 'API keys', variable: API_KEYS },
  compose: { file: 'docker-compose-middleware.yml', content: () => composeOf() },
});
