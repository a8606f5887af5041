import {
  and,
  appVersion,
  equal,
  greaterThan,
  matches,
  not,
  or,
  orElse,
  text,
  type Condition,
} from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import { chooseVersion, warning, type ChosenVersion } from '../../kubernetes/chosen-version';
import { DATABASE_PASSWORD, PASSWORD, SIGNING_KEY } from '../../kubernetes/secret-form';
import { fact, NOT_READ, software } from '../../kubernetes/software';
import { DEFAULT_API_URL, type RelayStack } from './values';

/** The fork of the relay that the middleware belongs to. */
export const FORK = '1.2.15';
/** Wei-Shaw's relay, the project of the document. */
export const ORIGINAL = '1.1.314';

/** Largest request body that the fork accepts, in megabytes: a constant (src/app.js). */
export const FORK_BODY_MEGABYTES = 10;

/** The first parts of the paths of the fork's API. */
export const FORK_API = ['api', 'claude', 'openai', 'gemini'];

/**
 * Paths of the fork that may be published, as an Ingress has them: its API. Whoever reaches `/web` and `/admin` becomes an
 * administrator, without any password (src/routes/web.js:351, src/models/redis.js:735).
 */
export const FORK_PUBLIC_PATHS = FORK_API.map((part) => ({ path: `/${part}` }));

/** Both read it at the same place of the same file. */
function both(line: number, forkLine = line) {
  const file = 'config/config.example.js';
  return fact({ [ORIGINAL]: `${file}:${String(line)}`, [FORK]: `${file}:${String(forkLine)}` });
}

/** Both serve it. */
function served(line: number, forkLine: number, note?: string) {
  return fact({ [ORIGINAL]: `src/app.js:${String(line)}`, [FORK]: `src/app.js:${String(forkLine)}` }, note);
}

/** Only the original reads it. */
function originalOnly(place: string, note: string) {
  return fact({ [ORIGINAL]: place, [FORK]: NOT_READ }, note);
}

/** The relay's versions, and what each of them reads and serves. */
export const relaySoftware = software(
  {
    [ORIGINAL]: {
      project: 'Wei-Shaw/claude-relay-service',
      commit: '8479c7ce',
      checked: 'run',
      tags: /^v?1\.1\.314$/,
      // prettier-ignore
      otherVariables: [
        'ACCOUNT_TEST_SCHEDULER_ENABLED', 'ADMIN_SESSION_TIMEOUT', 'ALLOW_USER_DELETE_API_KEYS', 'ANTHROPIC_.*', 'ANTIGRAVITY_.*',
        'API_KEY_PREFIX', 'APP_VERSION', 'AWS_.*', 'BEDROCK_MAX_OUTPUT_TOKENS', 'BILLING_EVENTS_ENABLED', 'CLAUDE_.*', 'CLEANUP_INTERVAL',
        'CONCURRENCY_MAX_LIFETIME_MINUTES', 'DEBUG_HTTP_TRAFFIC', 'DEFAULT_TOKEN_LIMIT', 'DEFAULT_USER_ROLE', 'DISABLE_PROMPT_CACHING',
        'DUMP_MAX_FILE_SIZE_BYTES', 'ENABLE_CORS', 'GEMINI_OAUTH_.*', 'GITHUB_REPOSITORY', 'GOOGLE_CLOUD_PROJECT', 'HEALTH_CHECK_INTERVAL', 'HOT_RELOAD', 'HTTPS_.*',
        'LDAP_.*', 'LOG_MAX_FILES', 'LOG_MAX_SIZE', 'MAX_.*', 'METRICS_WINDOW', 'PRICE_MIRROR_.*', 'PROXY_.*', 'QUOTA_CARD_.*',
        'REDIS_TLS', 'STICKY_SESSION_.*', 'SYSTEM_.*', 'TIMEZONE_OFFSET', 'TOKEN_USAGE_RETENTION', 'UNSTABLE_ERROR_.*',
        'UPSTREAM_ERROR_.*', 'USER_.*', 'VERSION', 'WEBHOOK_.*', 'WEB_.*',
      ],
    },
    [FORK]: {
      project: 'x6nux/claude-relay-service',
      commit: '406a879',
      checked: 'run',
      tags: /^v?1\.2\.15$/,
      // prettier-ignore
      otherVariables: [
        'ADMIN_SESSION_TIMEOUT', 'ALLOW_CUSTOM_CLIENTS', 'API_KEY_PREFIX', 'APP_VERSION', 'CLAUDE_API_VERSION', 'CLAUDE_BETA_HEADER',
        'CLEANUP_INTERVAL', 'DEFAULT_TOKEN_LIMIT', 'ENABLE_CORS', 'HEALTH_CHECK_.*', 'HOT_RELOAD', 'LOG_MAX_FILES', 'LOG_MAX_SIZE',
        'MAX_PROXY_RETRIES', 'SYSTEM_TIMEZONE', 'TIMEZONE_OFFSET', 'TOKEN_USAGE_RETENTION', 'VERSION', 'WEB_.*',
      ],
    },
  },
  {
    containers: ['relay'],
    variables: {
      NODE_ENV: {
        ...both(9),
        note: 'With `production` the fork allows a client address 1000 requests in 15 minutes; the original has no such limit any more.',
      },
      HOST: both(8),
      PORT: both(7),
      LOG_LEVEL: both(118, 55),
      DEBUG: { ...both(209, 119), note: 'Read, but without effect in both: use `LOG_LEVEL`.' },
      CLAUDE_API_URL: {
        readBy: { [ORIGINAL]: NOT_READ, [FORK]: 'config/config.example.js:37' },
        note: 'The original reads it into a setting that nothing uses; its URL is a constant (src/services/relay/claudeRelayService.js:34).',
      },
      TRUST_PROXY: both(10),
      REQUEST_TIMEOUT: originalOnly(
        'config/config.example.js:109',
        'The fork waits as long as `DEFAULT_PROXY_TIMEOUT` says.',
      ),
      DEFAULT_PROXY_TIMEOUT: {
        ...both(78, 44),
        note: 'Of the fork the time-out of every request to an API, of the original only of those through the proxy of an account.',
      },
      REQUEST_MAX_SIZE_MB: originalOnly(
        'src/middleware/auth.js:2080',
        'The fork answers 413 to bodies above 10 MB, a constant (src/app.js:148); the original takes up to 100 MB in chunks (src/app.js:235).',
      ),
      CLEAR_CONCURRENCY_QUEUES_ON_STARTUP: originalOnly('src/app.js:807', 'The fork has no such queues.'),
      BALANCE_SCRIPT_ENABLED: originalOnly(
        'config/config.example.js:218',
        'The fork runs no scripts of administrators.',
      ),
      REDIS_HOST: both(23),
      REDIS_PORT: both(24),
      REDIS_DB: both(26),
      REDIS_ENABLE_TLS: both(32),
      REDIS_PASSWORD: both(25),
      JWT_SECRET: both(15),
      ENCRYPTION_KEY: both(18),
      ADMIN_USERNAME: {
        readBy: { [ORIGINAL]: 'scripts/setup.js:42', [FORK]: 'scripts/setup.js:46' },
        note: 'Only without `/app/data/init.json`, which the init container writes.',
      },
      ADMIN_PASSWORD: {
        readBy: { [ORIGINAL]: 'scripts/setup.js:44', [FORK]: 'scripts/setup.js:47' },
        note: 'Only without `/app/data/init.json`, which the init container writes.',
      },
    },
    secrets: {
      REDIS_PASSWORD: DATABASE_PASSWORD,
      JWT_SECRET: SIGNING_KEY,
      ENCRYPTION_KEY: {
        ...SIGNING_KEY,
        is: 'an encryption key of at least 32 characters, which must never change',
      },
      ADMIN_USERNAME: { is: 'the name of the administrator', fixed: 'cr_admin' },
      ADMIN_PASSWORD: PASSWORD,
    },
    calls: {
      'GET /': served(371, 175, 'Leads to the usage statistics.'),
      'GET /admin-next/': {
        readBy: { [ORIGINAL]: 'src/app.js:284', [FORK]: NOT_READ },
        note: 'The web pages of the administrator; of the fork they are at `/web`.',
      },
      'GET /web': {
        readBy: { [ORIGINAL]: 'src/routes/web.js:16', [FORK]: 'src/routes/web.js:391' },
        note: 'The web pages of the administrator; the original leads to the usage statistics at `/admin-next/`.',
      },
      'GET /health': served(376, 180, 'The status is 200 even without Redis; the probes read the body.'),
      'GET /metrics': served(440, 247, 'JSON, which Prometheus cannot parse.'),
      'POST /api/v1/messages': served(331, 165),
      'POST /claude/v1/messages': served(333, 166),
      'POST /web/auth/refresh': {
        readBy: { [ORIGINAL]: 'src/routes/web.js:332', [FORK]: 'src/routes/web.js:351' },
        note: 'The fork makes anybody an administrator who calls it with any token of 32 characters, so its `/web` and `/admin` must not be published.',
      },
    },
  },
);

/** What is known of the relay's image. */
export type RelayVersion = ChosenVersion<keyof typeof relaySoftware.versions>;

const FORK_REPOSITORY = /(^|\/)lfreea\/claude-relay-service$/;

/** Whether the image is the fork's, of any version: nobody knows of others that they are better. */
export function isFork(stack: RelayStack, version: RelayVersion): Condition {
  return or(version.is(FORK), matches(stack.values.image.repository, FORK_REPOSITORY));
}

/** Looks up the relay's version, and adds warnings of an image of another one and of values that it ignores or limits. */
export function checkVersion(stack: RelayStack): RelayVersion {
  const { config, image, serviceMonitor, streaming } = stack.values;
  const version = chooseVersion(stack, relaySoftware, {
    tag: orElse(image.tag, appVersion),
    extraEnv: { path: 'config.extraEnv', values: config.extraEnv },
  });
  const known = or(version.is(ORIGINAL), version.is(FORK));
  stack.addWarnings(
    when(
      and(version.is(ORIGINAL), not(equal(config.claudeApiUrl, DEFAULT_API_URL))),
      warning(
        'config.claudeApiUrl',
        `version ${ORIGINAL} of the relay always calls ${DEFAULT_API_URL}; leave it out.`,
      ),
    ),
    when(
      and(known, config.debug),
      warning('config.debug', 'the relay does nothing with it; set config.logLevel to debug.'),
    ),
    when(
      and(known, serviceMonitor.enabled),
      warning(
        'serviceMonitor.enabled',
        'the relay serves JSON under /metrics, which Prometheus cannot parse; set it to false, or use an image with metrics in its format.',
      ),
    ),
    when(
      and(version.is(FORK), greaterThan(streaming.maxBodyMegabytes, FORK_BODY_MEGABYTES)),
      warning(
        'streaming.maxBodyMegabytes',
        text`is ${streaming.maxBodyMegabytes}, but version ${FORK} of the relay accepts at most ${FORK_BODY_MEGABYTES}; set it to that.`,
      ),
    ),
  );
  return version;
}
