import type { Expr } from '../../engine/template/expression';
import { asJson, asString, matches, not, or, text } from '../../engine/template/operators';
import { commented, when } from '../../engine/template/tree';
import { secretEnv, withUserEnv, type Env } from '../../kubernetes/env';
import type { JAIROUTER_KEYS, JaiRouterStack } from './values';

/** Directory of run-time changes, from the document. Upstream's default, ./config, is read-only here. */
export const STORE_PATH = '/app/config-store';

// The permissions of both generations: read and write, and one for each kind of service.
const PERMISSIONS = 'read,write,chat,embedding,rerank,tts,stt,imgGen,imgEdit';

/**
 * Environment variables of JAiRouter. In Spring Boot variables take precedence over all files, and the files of the ConfigMap over
 * those inside the image.
 *
 * @param drainSeconds time for a terminating pod to finish its streams
 */
export function jairouterEnv(stack: JaiRouterStack, secretName: Expr<string>, drainSeconds: Expr<number>) {
  const { auth, extraEnv, javaOptions, profile, service } = stack.values;
  const fromSecret = (name: string, key: keyof typeof JAIROUTER_KEYS) =>
    secretEnv(name, secretName, auth.existingSecretKeys[key]);
  const env: Env[] = [
    { name: 'SPRING_PROFILES_ACTIVE', value: profile },
    { name: 'JAVA_OPTS', value: javaOptions },
    { name: 'SERVER_PORT', value: asString(service.targetPort) },
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    fromSecret('API_KEY', 'apiKey'),
    commented(
      'Releases up to 3.1.1 read the second name in the profile prod, later ones the first (upstream, issue 44).',
      fromSecret('JWT_SECRET', 'jwtSecret'),
    ),
    fromSecret('PROD_JWT_SECRET', 'jwtSecret'),
    commented(
      'In every profile: dev has a publicly known secret otherwise, with which anybody can sign a login.',
      fromSecret('JAIROUTER_SECURITY_JWT_SECRET', 'jwtSecret'),
    ),
    fromSecret('INITIAL_ADMIN_PASSWORD', 'adminPassword'),
    { name: 'JAIROUTER_SECURITY_ENABLED', value: 'true' },
    commented(
      'The image has a publicly known key (upstream, config/auth/api-key.yml). A list in variables replaces the whole list of the files, so this key replaces it.',
      { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYID', value: 'default' },
    ),
    fromSecret('JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE', 'apiKey'),
    commented(
      'Releases since 2.7.7 ask for the permission of the called service (upstream, commit c41a7e3c), earlier ones for read or write.',
      { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_PERMISSIONS', value: PERMISSIONS },
    ),
    { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_ENABLED', value: 'true' },
    commented(
      'The image has publicly known users (upstream, config/auth/jwt.yml). This list replaces theirs: only the administrator can log in.',
      { name: 'JAIROUTER_SECURITY_JWT_ACCOUNTS_0_USERNAME', value: 'admin' },
    ),
    { name: 'JAIROUTER_SECURITY_JWT_ACCOUNTS_0_PASSWORD', value: '{noop}$(INITIAL_ADMIN_PASSWORD)' },
    { name: 'JAIROUTER_SECURITY_JWT_ACCOUNTS_0_ROLES', value: 'ADMIN,USER' },
    { name: 'JAIROUTER_SECURITY_JWT_ACCOUNTS_0_ENABLED', value: 'true' },
    { name: 'STORE_PATH', value: STORE_PATH },
    commented('There is no Redis; up to 3.1.1 the health check fails without one (upstream, issue 46).', {
      name: 'MANAGEMENT_HEALTH_REDIS_ENABLED',
      value: 'false',
    }),
    commented(
      'With it, one call keeps the program busy for ever, and its own metrics never appear (upstream, 2.8.4).',
      { name: 'MONITORING_PERFORMANCE_ASYNCPROCESSING', value: 'false' },
    ),
    commented(
      'After some requests the program calls itself DOWN for good, since it samples traces (upstream, 2.8.4, TracingHealthIndicator). The probe asks whether it accepts requests, which is OUT_OF_SERVICE until then.',
      { name: 'MANAGEMENT_HEALTH_READINESSSTATE_ENABLED', value: 'true' },
    ),
    { name: 'MANAGEMENT_ENDPOINT_HEALTH_STATUS_ORDER', value: 'OUT_OF_SERVICE,DOWN,UP,UNKNOWN' },
    { name: 'MANAGEMENT_ENDPOINT_HEALTH_STATUS_HTTPMAPPING_DOWN', value: '200' },
    { name: 'MANAGEMENT_ENDPOINT_HEALTH_STATUS_HTTPMAPPING_OUTOFSERVICE', value: '503' },
    commented('The description of the API is open to anybody otherwise.', {
      name: 'SPRINGDOC_APIDOCS_ENABLED',
      value: 'false',
    }),
    { name: 'SPRINGDOC_SWAGGERUI_ENABLED', value: 'false' },
    ...noSamples(stack),
    { name: 'SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE', value: text`${drainSeconds}s` },
  ];
  return withUserEnv(stack, env, extraEnv);
}

/** The kinds of services, as in `model.services`. */
const SERVICES = ['chat', 'embedding', 'rerank', 'tts', 'stt', 'imgGen', 'imgEdit'];

/**
 * A key of a kind of service in a file of any format, as JSON has the file: in a block, in braces, and as part of a longer key such as
 * `model.services.chat.instances[0].name`. Spring Boot takes `imgGen` and `img-gen` for the same.
 */
function keyOf(service: string): RegExp {
  const name = service.replace(/[A-Z]/, (letter) => `-?[${letter}${letter.toLowerCase()}]`);
  const quote = `(\\\\?["'])?`;
  return new RegExp(`(\\\\n|[{,"]) *${quote}([A-Za-z-]+[.[])*${quote}${name}${quote}\\]? *[:=.[]`);
}

/**
 * The image has sample instances of each kind of service, with addresses of somebody's network (upstream, config/router/services.yml).
 * They stay, and are asked for ever, for the kinds that the user does not name; an empty variable replaces them. It would replace the
 * user's instances as well, so it is left out for kinds in any of the files, and in variables such as
 * `MODEL_SERVICES_CHAT_INSTANCES_0_NAME`.
 */
function noSamples(stack: JaiRouterStack): Env[] {
  const { config, extraEnv } = stack.values;
  return SERVICES.map((service) => {
    const name = `MODEL_SERVICES_${service.toUpperCase()}_INSTANCES`;
    const inFiles = matches(asJson(config), keyOf(service));
    const inVariables = matches(asJson(extraEnv), new RegExp(`"${name}_`));
    return when(not(or(inFiles, inVariables)), { name, value: '' });
  });
}
