import { chooseVersion } from '../../kubernetes/chosen-version';
import { DATABASE_PASSWORD } from '../../kubernetes/secret-form';
import { fact, software } from '../../kubernetes/software';
import { middlewareTag } from './image';
import { API_KEY_FORM, type MiddlewareStack } from './values';

/** The version of the middleware that the stack was checked with, as tags have it: without the prefix they are the relay's. */
const CHECKED = 'middleware-1.2.15';

const readAt = (place: string, note?: string) => fact({ [CHECKED]: `middleware-go/${place}` }, note);

const auth = (line: number) => readAt(`internal/auth/middleware.go:${String(line)}`);
const config = (line: number, note?: string) => readAt(`internal/config/config.go:${String(line)}`, note);
const route = (line: number, note: string) => readAt(`main.go:${String(line)}`, note);

/** The middleware's version, and what it reads and serves. */
export const middlewareSoftware = software(
  {
    [CHECKED]: {
      project: 'x6nux/claude-relay-service',
      commit: '406a879',
      checked: 'run',
      tags: /^middleware-v?1\.2\.15$/,
      otherVariables: [],
    },
  },
  {
    containers: ['middleware'],
    variables: {
      PORT: config(34),
      GIN_MODE: config(35, 'It panics at any value but `debug`, `release` and `test`.'),
      REDIS_HOST: config(38),
      REDIS_PORT: config(39),
      REDIS_PASSWORD: config(40),
      REDIS_DB: config(41),
      TARGET_URL: config(44),
      PROXY_TIMEOUT: config(45),
      MIDDLEWARE_AUTH_ENABLED: auth(29),
      MIDDLEWARE_API_KEYS: auth(34),
      MIDDLEWARE_API_KEY_PREFIX: auth(43),
    },
    secrets: { REDIS_PASSWORD: DATABASE_PASSWORD, MIDDLEWARE_API_KEYS: API_KEY_FORM },
    calls: {
      'GET /health': route(84, 'A constant; it asks neither Redis nor the relay.'),
      'POST /api/v1/messages': route(102, 'The relay of this version has it.'),
      'POST /claude/v1/messages': route(103, 'The relay of this version has it.'),
      'POST /openai/claude/v1/chat/completions': route(106, 'The relay of this version has it.'),
      'POST /v1/messages': route(
        101,
        'Forwarded, but the relay of this version answers 404: use `/api/v1` or `/claude/v1`.',
      ),
    },
  },
);

/** Adds warnings of an image of another version, and of variables that the middleware does not read. */
export function checkVersion(stack: MiddlewareStack): void {
  const { config: settings, image } = stack.values;
  chooseVersion(stack, middlewareSoftware, {
    tag: middlewareTag(image),
    extraEnv: { path: 'config.extraEnv', values: settings.extraEnv },
  });
}
