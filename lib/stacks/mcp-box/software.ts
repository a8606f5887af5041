import { and, matches, orElse, text } from '../../engine/template/operators';
import { eachEntry, when } from '../../engine/template/tree';
import { unknownVersionWarning } from '../../kubernetes/chosen-version';
import { digestWarning } from '../../kubernetes/image';
import { controllerWarning } from '../../kubernetes/ingress';
import { unusedWarning } from '../../kubernetes/unused';
import { DATABASE_PASSWORD } from '../../kubernetes/secret-form';
import {
  fact,
  NOT_READ,
  NOT_SEEN,
  software,
  type Reading,
  type SoftwareFacts,
} from '../../kubernetes/software';
import { globalOf } from './global';
import type { McpBoxStack } from './values';

/** The version that the environments run: the last with an image of the gateway. Its source is not public. */
const INSTALLED = 'v1.10.1';
/** The version before it whose source is public. */
const BEFORE = 'v1.0.0';
/** The version after it whose source is public, of a fork; it has no images of the gateway and of the Job. */
const AFTER = '2.1.2';

type Version = typeof INSTALLED | typeof BEFORE | typeof AFTER;

/** A fact of the versions whose source is public, with places below `backend/`. */
function known(before: Reading, after: Reading, note?: string) {
  const backend = (reading: Reading) => (typeof reading === 'string' ? `backend/${reading}` : reading);
  return fact<Version>({ [INSTALLED]: NOT_SEEN, [BEFORE]: backend(before), [AFTER]: backend(after) }, note);
}

const common = (before: number, after: number, note?: string) =>
  known(`pkg/common/config.go:${String(before)}`, `pkg/common/config.go:${String(after)}`, note);

/** What every program reads. */
const mysql: SoftwareFacts<Version> = {
  'database.mysql.host': common(48, 78, 'A program without its database exits.'),
  'database.mysql.port': common(49, 79),
  'database.mysql.username': common(50, 80),
  'database.mysql.password': common(51, 81),
  'database.mysql.database': common(52, 82),
  'log.level': common(73, 103),
  'log.format': common(74, 104),
};

const redis = (program: string, before: boolean, after: boolean): SoftwareFacts<Version> => {
  const note = before ? undefined : 'Parsed, but the program connects to no Redis.';
  const key = (name: string, line: number) =>
    [
      `${program}: database.redis.${name}`,
      known(
        before ? `pkg/common/config.go:${String(line)}` : NOT_READ,
        after ? `pkg/common/config.go:${String(line + 30)}` : NOT_READ,
        note,
      ),
    ] as const;
  return Object.fromEntries([key('host', 56), key('port', 57), key('password', 58), key('db', 59)]);
};

const port = (program: string, before: number, after: number) =>
  known(
    `internal/${program}/config/config.go:${String(before)}`,
    `internal/${program}/config/config.go:${String(after)}`,
  );

/** The administrator, whom the Job of versions 1 makes, and the market of versions 2. */
const ADMINISTRATOR = [
  'admin_username',
  'admin_password',
  'admin_nickname',
  'admin_role_name',
  'admin_role_level',
  'admin_data_scope',
];
const administrator: SoftwareFacts<Version> = Object.fromEntries(
  ADMINISTRATOR.flatMap((name, index) => [
    [
      `init: init.${name}`,
      known(
        `internal/init/app/init_user.go:${String(20 + index)}`,
        `internal/init/app/init_user.go:${String(24 + index)}`,
        'Versions 2 have no image of the Job.',
      ),
    ],
    [
      `market: init.${name}`,
      known(NOT_READ, `internal/market/biz/init_user.go:${String(21 + index)}`, 'Versions 1 have a Job.'),
    ],
  ]),
);

/** The versions of the platform, and what its programs read and serve. */
export const mcpBoxSoftware = software<Version>(
  {
    [INSTALLED]: { project: 'Kymo-MCP/mcpcan', checked: 'not seen', tags: /^v?1\.10\.1$/ },
    [BEFORE]: { project: 'Kymo-MCP/mcpcan', commit: '91e63d00', checked: 'run', tags: /^v?1\.0\.0$/ },
    [AFTER]: { project: 'yespon/mcpcan', commit: '6d72f06', checked: 'run', tags: /^v?2\.1\.2$/ },
  },
  {
    containers: ['service', 'init'],
    variables: {},
    secrets: { MYSQL_PASSWORD: DATABASE_PASSWORD, REDIS_PASSWORD: DATABASE_PASSWORD },
    keys: {
      ...mysql,
      'gateway: server.httpPort': port('gateway', 26, 27),
      ...redis('gateway', false, true),
      'authz: server.httpPort': port('authz', 33, 37),
      'authz: secret': known('internal/authz/biz/user_auth.go:34', 'internal/authz/config/config.go:23'),
      ...redis('authz', true, true),
      'authz: storage.staticPath': known(
        'internal/authz/service/user.go:410',
        'internal/authz/service/user.go:452',
      ),
      'market: server.httpPort': common(14, 21),
      'market: server.serviceName': known(
        NOT_READ,
        'internal/market/config/config.go:137',
        'Versions 2 do not start without it.',
      ),
      'market: secret': known('internal/market/app/app.go:316', 'internal/market/config/config.go:29'),
      ...redis('market', true, true),
      'market: runEnvironment': known(
        NOT_READ,
        'internal/market/config/config.go:35',
        'Versions 1 have `kubernetes` in the file of the Job.',
      ),
      'market: services.mcpMarket': known(
        'pkg/common/config.go:79',
        NOT_READ,
        'Versions 2 have `server.serviceName`.',
      ),
      'market: services.mcpAuthz': known('pkg/services/init.go:14', NOT_READ, 'Versions 2 do not ask it.'),
      'market: code.upload': common(24, 33),
      'market: storage.rootPath': known(
        'internal/market/config/config.go:72',
        'internal/market/config/config.go:111',
      ),
      'market: storage.codePath': known(
        'internal/market/service/code.go:40',
        'internal/market/service/code.go:41',
      ),
      'market: storage.staticPath': known(
        'internal/market/service/storage.go:86',
        'internal/market/service/storage.go:86',
      ),
      'market: storage.openapiFilePath': known(
        NOT_READ,
        'internal/market/service/openapi_file.go:37',
        'Versions 1.0 have no such files.',
      ),
      ...administrator,
      'init: kubernetes.namespace': known(
        'pkg/common/config.go:43',
        NOT_READ,
        'The Job of version 1.0 stops without it.',
      ),
      'init: kubernetes.defaultConfigFilePath': known(
        'pkg/common/config.go:44',
        NOT_READ,
        'A kubeconfig: the Job of version 1.0 stops without it, and the market uses what is in it.',
      ),
      'init: storage.openapiFilePath': known(
        NOT_READ,
        'internal/init/app/init_openapi.go:41',
        'Versions 1.0 have no such files.',
      ),
      'init: storage.codePath': known(
        'internal/init/app/init_code_package.go:50',
        'internal/init/app/init_code_package.go:53',
      ),
      'init: storage.staticPath': known('internal/init/app/app.go:62', 'internal/init/app/app.go:169'),
    },
    calls: {
      'GET /health': known(
        'internal/gateway/app/server.go:131',
        'internal/gateway/app/server.go:185',
        'A constant, of gateway, authz and market alike; it asks no database.',
      ),
      'GET /mcp-gateway/0/0': known(
        'internal/gateway/app/server.go:128',
        'internal/gateway/app/server.go:182',
        'An MCP server that is not there. After an outage of MySQL, version 1.0 gives no answer to it for good.',
      ),
      'GET /authz/validate': known(
        NOT_READ,
        'internal/authz/app/app.go:233',
        'Version 1.0 has it with POST only, so a Traefik in front of it cannot check logins.',
      ),
    },
  },
);

/** The programs of the platform, by the keys of their services. */
const PROGRAMS = /^(authz|gateway|market|web)$/;

/** Adds warnings of a version of the platform, or of one of its programs, that the chart was not checked with. */
export function checkVersion(stack: McpBoxStack): void {
  const { init, services } = stack.values;
  stack.addWarnings(
    unknownVersionWarning(mcpBoxSoftware, 'global.version', globalOf(stack).version),
    eachEntry(services, { key: 'key', entry: 'service' }, (key, { enabled, image }) =>
      when(
        and(matches(key, PROGRAMS), enabled, image.tag),
        unknownVersionWarning(mcpBoxSoftware, text`services.${key}.image.tag`, orElse(image.tag, '')),
      ),
    ),
    eachEntry(services, { key: 'key', entry: 'service' }, (key, { enabled, ingress }) =>
      when(enabled, controllerWarning(text`services.${key}.ingress`, ingress)),
    ),
    eachEntry(services, { key: 'key', entry: 'service' }, (key, { enabled, ingress }) =>
      when(
        enabled,
        unusedWarning(text`services.${key}.ingress.defaultBackend.enabled`, ingress.defaultBackend.enabled, {
          enabled: ingress.enabled,
          is: false,
          path: text`services.${key}.ingress.enabled`,
        }),
      ),
    ),
    eachEntry(services, { key: 'key', entry: 'service' }, (key, { enabled, httpRoute }) =>
      when(
        enabled,
        unusedWarning(
          text`services.${key}.httpRoute.httpsRedirect.enabled`,
          httpRoute.httpsRedirect.enabled,
          {
            enabled: httpRoute.enabled,
            is: false,
            path: text`services.${key}.httpRoute.enabled`,
          },
        ),
      ),
    ),
    eachEntry(services, { key: 'key', entry: 'service' }, (key, { enabled, image }) =>
      when(and(enabled, image.tag, image.digest), digestWarning(text`services.${key}.image.tag`)),
    ),
    when(and(init.enabled, init.image.tag, init.image.digest), digestWarning('init.image.tag')),
    when(
      and(init.enabled, init.image.tag),
      unknownVersionWarning(mcpBoxSoftware, 'init.image.tag', orElse(init.image.tag, '')),
    ),
  );
}
