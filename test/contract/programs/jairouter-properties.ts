import { PUBLIC_SECRET } from './jairouter-tokens';
import { variable } from './stand-in';

interface Account {
  readonly username: string;
  readonly password: string;
  readonly roles: readonly string[];
}

interface Key {
  readonly value: string;
  readonly permissions: readonly string[];
}

const profile = variable('SPRING_PROFILES_ACTIVE') ?? 'dev';

/** What JAiRouter is told by variables, over the files of its image: a variable `A_B_0_C` is the property `a.b[0].c` in Spring Boot. */
export const properties = {
  port: Number(variable('SERVER_PORT') ?? 8080),
  secret: secret(),
  keys: keys(),
  accounts: accounts(),
  pages: {
    '/v3/api-docs': variable('SPRINGDOC_APIDOCS_ENABLED') !== 'false',
    '/swagger-ui.html': variable('SPRINGDOC_SWAGGERUI_ENABLED') !== 'false',
  } as Readonly<Record<string, boolean>>,
  tracing: variable('JAIROUTER_TRACING_ENABLED') !== 'false',
  asynchronous: variable('MONITORING_PERFORMANCE_ASYNCPROCESSING') !== 'false',
  healthStatus: healthStatus(),
  shutdownSeconds: Number((variable('SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE') ?? '30s').replace('s', '')),
};

/** StartupSecretKeyChecker asks for JWT_SECRET; the file of each profile names another variable. */
function secret(): string {
  const general = variable('JWT_SECRET');
  const ofProfile = {
    prod: variable('PROD_JWT_SECRET'),
    dev: variable('DEV_JWT_SECRET') ?? PUBLIC_SECRET,
    staging: variable('STAGING_JWT_SECRET'),
  };
  const ofFile = profile in ofProfile ? ofProfile[profile as keyof typeof ofProfile] : general;
  return variable('JAIROUTER_SECURITY_JWT_SECRET') ?? ofFile ?? '';
}

function keys(): readonly Key[] {
  variable('JAIROUTER_SECURITY_ENABLED');
  const list = 'JAIROUTER_SECURITY_APIKEY_KEYS_0';
  const value = variable(`${list}_KEYVALUE`);
  const permissions = (variable(`${list}_PERMISSIONS`) ?? '').split(',');
  const enabled = variable(`${list}_ENABLED`) !== 'false';
  // config/auth/api-key.yml of the image, which a list in variables replaces.
  if (variable(`${list}_KEYID`) === undefined)
    return [{ value: 'sk-test-api-key-12345678', permissions: ['read', 'write'] }];
  return enabled && value !== undefined ? [{ value, permissions }] : [];
}

function accounts(): readonly Account[] {
  const list = 'JAIROUTER_SECURITY_JWT_ACCOUNTS_0';
  const username = variable(`${list}_USERNAME`);
  const password = variable(`${list}_PASSWORD`) ?? '';
  const roles = (variable(`${list}_ROLES`) ?? '').split(',');
  const enabled = variable(`${list}_ENABLED`) !== 'false';
  const initial = variable('INITIAL_ADMIN_PASSWORD') ?? 'ChangeMeOnFirstStartup123456';
  if (username !== undefined) return enabled ? [{ username, password, roles }] : [];
  // config/auth/jwt.yml of the image.
  return [
    { username: 'admin', password: `{noop}${initial}`, roles: ['ADMIN', 'USER'] },
    { username: 'user', password: '{noop}user123456', roles: ['USER'] },
  ];
}

function healthStatus() {
  for (const name of [
    'HEALTH_REDIS_ENABLED',
    'HEALTH_READINESSSTATE_ENABLED',
    'ENDPOINT_HEALTH_STATUS_ORDER',
  ])
    variable(`MANAGEMENT_${name}`);
  variable('MANAGEMENT_ENDPOINT_HEALTH_STATUS_HTTPMAPPING_OUTOFSERVICE');
  return { down: Number(variable('MANAGEMENT_ENDPOINT_HEALTH_STATUS_HTTPMAPPING_DOWN') ?? 503) };
}
