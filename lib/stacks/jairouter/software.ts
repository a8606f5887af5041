import { and, appVersion, matches, not, orElse } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import { chooseVersion, warning } from '../../kubernetes/chosen-version';
import { PASSWORD } from '../../kubernetes/secret-form';
import { fact, NOT_READ, NOT_SEEN, software, type Reading } from '../../kubernetes/software';
import { API_KEY_FORM, JWT_SECRET_FORM, PLACEHOLDER } from './secret-forms';
import type { JaiRouterStack } from './values';

/** The version that the chart installs. Its source is not public; its issues contradict nothing of what is known of the other one. */
const INSTALLED = '3.1.1';
/** The newest version whose source is public. */
const PUBLIC = '2.8.4';

/**
 * Paths that may be published, as an Ingress has them: the calls of models. At all others, under `/api/v1` too, any API key changes
 * the configuration, makes keys or pauses monitoring (2.8.4).
 */
export const PUBLIC_PATHS = ['chat', 'embeddings', 'rerank', 'audio', 'images'].map((service) => ({
  path: `/api/v1/${service}`,
}));

/** A fact of the public version; of the installed one none is known. */
const known = (reading: Reading, note?: string) => fact({ [INSTALLED]: NOT_SEEN, [PUBLIC]: reading }, note);

const main = (file: string) => `src/main/java/org/unreal/modelrouter/${file}`;
const resource = (file: string) => `src/main/resources/${file}`;
const properties = (file: string) => main(`auth/security/config/properties/${file}`);

/** Spring Boot itself reads it, in every version of the last years. */
const boot = (note?: string) => known('pom.xml', note);

const account = (line: number) =>
  known(
    properties(`JwtAccountProperties.java:${String(line)}`),
    "The list of accounts replaces the image's; only these can log in.",
  );
const key = (line: number, note?: string) => known(properties(`ApiKey.java:${String(line)}`), note);
const instance = (line: number, note: string) =>
  known(main(`router/model/ModelRouterProperties.java:${String(line)}`), note);
const sample = known(
  main('router/model/ModelRouterProperties.java:66'),
  'Empty, in the place of the sample instances of the image.',
);
const collector = (line: number) =>
  known(main(`monitor/monitoring/collector/DefaultMetricsCollector.java:${String(line)}`));

/** JAiRouter's versions, and what they read and serve. */
export const jairouterSoftware = software(
  {
    [INSTALLED]: { project: 'Lincoln-cn/JAiRouter', checked: 'not seen', tags: /^v?3\.1\.1$/ },
    [PUBLIC]: { project: 'Lincoln-cn/JAiRouter', commit: 'dc158586', checked: 'run', tags: /^v?2\.8\.4$/ },
  },
  {
    containers: ['jairouter'],
    variables: {
      SPRING_PROFILES_ACTIVE: boot(),
      JAVA_OPTS: known('Dockerfile:91', 'Read by the shell that starts Java.'),
      SERVER_PORT: boot(),
      API_KEY: known(
        NOT_READ,
        "The document's name; the key is read from `JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE`.",
      ),
      JWT_SECRET: known(
        resource('config/auth/jwt.yml:20'),
        'In profiles with a variable of their own only a warning.',
      ),
      PROD_JWT_SECRET: known(resource('application-prod.yml:51'), 'In the profile prod.'),
      JAIROUTER_SECURITY_JWT_SECRET: known(
        properties('JwtConfig.java:34'),
        'In every profile: without it the profile dev signs logins with a publicly known secret.',
      ),
      INITIAL_ADMIN_PASSWORD: known(resource('config/auth/jwt.yml:44')),
      JAIROUTER_SECURITY_ENABLED: known(main('auth/security/config/SecurityConfiguration.java:37')),
      JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYID: key(40),
      JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE: key(
        68,
        'A key has to start with `sk-` and have 10 characters or more.',
      ),
      JAIROUTER_SECURITY_APIKEY_KEYS_0_PERMISSIONS: key(
        124,
        'One for each kind of service since 2.7.7, `read` and `write` before.',
      ),
      JAIROUTER_SECURITY_APIKEY_KEYS_0_ENABLED: key(169),
      JAIROUTER_SECURITY_JWT_ACCOUNTS_0_USERNAME: account(21),
      JAIROUTER_SECURITY_JWT_ACCOUNTS_0_PASSWORD: account(33),
      JAIROUTER_SECURITY_JWT_ACCOUNTS_0_ROLES: account(38),
      JAIROUTER_SECURITY_JWT_ACCOUNTS_0_ENABLED: account(43),
      STORE_PATH: known(NOT_READ, "The document's; all state is in the database, in `/app/data`."),
      MANAGEMENT_HEALTH_REDIS_ENABLED: boot('Up to 3.1.1 the health check fails without Redis (issue 46).'),
      MONITORING_PERFORMANCE_ASYNCPROCESSING: known(
        main('config/core/MonitoringProperties.java:88'),
        'When true, one call makes the program use half a core for good, and `jairouter_*` metrics never appear.',
      ),
      MANAGEMENT_HEALTH_READINESSSTATE_ENABLED: boot(),
      MANAGEMENT_ENDPOINT_HEALTH_STATUS_ORDER: boot(),
      MANAGEMENT_ENDPOINT_HEALTH_STATUS_HTTPMAPPING_DOWN: boot(
        'Sampling of traces makes the program DOWN for good after some requests (TracingHealthIndicator).',
      ),
      MANAGEMENT_ENDPOINT_HEALTH_STATUS_HTTPMAPPING_OUTOFSERVICE: boot(),
      SPRINGDOC_APIDOCS_ENABLED: known('pom.xml', 'The pages are open to anybody otherwise.'),
      SPRINGDOC_SWAGGERUI_ENABLED: known('pom.xml', 'The pages are open to anybody otherwise.'),
      SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE: boot(),
      MODEL_SERVICES_CHAT_INSTANCES: sample,
      MODEL_SERVICES_EMBEDDING_INSTANCES: sample,
      MODEL_SERVICES_RERANK_INSTANCES: sample,
      MODEL_SERVICES_TTS_INSTANCES: sample,
      MODEL_SERVICES_STT_INSTANCES: sample,
      MODEL_SERVICES_IMGGEN_INSTANCES: sample,
      MODEL_SERVICES_IMGEDIT_INSTANCES: sample,
    },
    secrets: {
      API_KEY: API_KEY_FORM,
      JWT_SECRET: JWT_SECRET_FORM,
      PROD_JWT_SECRET: JWT_SECRET_FORM,
      JAIROUTER_SECURITY_JWT_SECRET: JWT_SECRET_FORM,
      INITIAL_ADMIN_PASSWORD: { ...PASSWORD, without: PLACEHOLDER },
      JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE: API_KEY_FORM,
    },
    keys: {
      'server.port': boot(),
      'model.load-balance.type': instance(
        123,
        'A service of the image has its own (chat: least-connections), which stays unless set.',
      ),
      'model.rate-limit': instance(
        13,
        'Seen to have no effect at 2.8.4: 8 calls at once passed a limit of 3.',
      ),
      'model.services.SERVICE.instances[].name': instance(
        155,
        'Required: the name of the model; without it the program does not start.',
      ),
      'model.services.SERVICE.instances[].instance-id': instance(
        160,
        'Required since 2.7: without it calls get an empty answer.',
      ),
      'model.services.SERVICE.instances[].base-url': instance(
        156,
        'Required: without it the program does not start.',
      ),
      'model.services.SERVICE.instances[].path': instance(157, 'Without it the path is /.'),
      'model.services.SERVICE.instances[].weight': instance(158, '1 unless set.'),
      'management.endpoints.web.exposure.include': boot(),
      'management.metrics.export.prometheus.enabled': known(
        NOT_READ,
        "The document's, of Spring Boot 2; the next one replaces it.",
      ),
      'management.prometheus.metrics.export.enabled': boot(),
      'logging.level': boot(),
      'logging.file.name': known(
        NOT_READ,
        "The document's; the files are `/app/logs/jairouter-{all,error,structured}.log`.",
      ),
    },
    calls: {
      'GET /actuator/health': known(
        main('auth/security/config/SecurityConfiguration.java:109'),
        'Open to anybody, for probes; the paths below it are not.',
      ),
      'GET /actuator/prometheus': known(main('auth/security/config/SecurityConfiguration.java:109')),
      'POST /api/v1/chat/completions': known(
        main('router/controller/UniversalController.java:61'),
        'With the header `X-API-Key`. Answers that are no streams are wrapped in `{success, message, data}`.',
      ),
      'POST /v1/chat/completions': known(
        NOT_READ,
        'Answers 400, although the document names it: use `/api/v1`.',
      ),
      'GET /api/models': known(main('router/controller/ModelInfoController.java:28')),
    },
    metrics: {
      jairouter_requests_total: collector(55),
      jairouter_request_duration_seconds_max: collector(67),
      jairouter_backend_calls_total: collector(93),
      jairouter_backend_call_duration_seconds_max: collector(105),
      jairouter_backend_health: collector(216),
      jairouter_rate_limit_events_total: known(
        NOT_READ,
        'Declared, but never seen to be served; it stands in no dashboard.',
      ),
      jairouter_circuit_breaker_state: known(
        NOT_READ,
        'Declared, but never seen to be served; it stands in no dashboard.',
      ),
      http_server_requests_seconds_count: boot(),
      jvm_memory_used_bytes: boot(),
      jvm_memory_max_bytes: boot(),
      jvm_gc_pause_seconds_sum: boot(),
      process_cpu_usage: boot(),
    },
  },
);

/** Adds warnings of an image of another version, and of an API key that JAiRouter rejects. */
export function checkVersion(stack: JaiRouterStack): void {
  const { auth, image } = stack.values;
  chooseVersion(stack, jairouterSoftware, { tag: orElse(image.tag, appVersion) });
  stack.addWarnings(
    when(
      and(auth.apiKey, not(matches(auth.apiKey, API_KEY_FORM.pattern))),
      warning(
        'auth.apiKey',
        'does not start with sk- or has fewer than 10 characters, and JAiRouter answers 401 to other keys; ' +
          'generate one with echo "sk-$(openssl rand -hex 24)".',
      ),
    ),
  );
}
