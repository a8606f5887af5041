import { secretEnv, userEnv } from '../../kubernetes/env';
import type { Expr, Ref } from '../../engine/template/expression';
import { asText, text } from '../../engine/template/operators';
import type { jairouterValues } from './values';

/** Where the document has the store of what is changed at run time. Upstream's default, ./config, is not to be written to. */
export const STORE = '/app/config-store';

/** The environment variables that the stack sets; a user cannot set them a second time. */
export const JAIROUTER_VARIABLES = [
  'SPRING_PROFILES_ACTIVE', 'JAVA_OPTS', 'SERVER_PORT', 'POD_NAME', 'API_KEY', 'JWT_SECRET', 'PROD_JWT_SECRET',
  'INITIAL_ADMIN_PASSWORD', 'STORE_PATH', 'JAIROUTER_SECURITY_ENABLED', 'JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYID',
  'JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE', 'JAIROUTER_SECURITY_APIKEY_KEYS_0_PERMISSIONS',
  'JAIROUTER_SECURITY_APIKEY_KEYS_0_ENABLED', 'JAIROUTER_WEBCLIENT_RESPONSETIMEOUTSECONDS',
  'MANAGEMENT_HEALTH_REDIS_ENABLED', 'SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE',
] as const; // prettier-ignore

/**
 * The environment of JAiRouter. In Spring Boot variables win over all files, also over those that are packed into the image
 * and win over the ConfigMap (upstream, application-prod.yml).
 *
 * @param drainSeconds how long a pod that is stopped goes on with its streams
 */
export function jairouterEnv(
  values: Ref<typeof jairouterValues>,
  secretName: Expr<string>,
  drainSeconds: Expr<number>,
) {
  const { extraEnv, javaOptions, profile, service, streaming } = values;
  const fromSecret = (name: string, key: string) => secretEnv(name, secretName, key);
  return [
    { name: 'SPRING_PROFILES_ACTIVE', value: profile },
    { name: 'JAVA_OPTS', value: javaOptions },
    { name: 'SERVER_PORT', value: asText(service.targetPort) },
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    fromSecret('API_KEY', 'api-key'),
    // Releases up to 3.1.1 read the second name in the profile prod, later ones the first (upstream, issue 44).
    fromSecret('JWT_SECRET', 'jwt-secret'),
    fromSecret('PROD_JWT_SECRET', 'jwt-secret'),
    fromSecret('INITIAL_ADMIN_PASSWORD', 'admin-password'),
    { name: 'JAIROUTER_SECURITY_ENABLED', value: 'true' },
    // In the image is a key that everybody knows (upstream, config/auth/api-key.yml). A list that is given in variables
    // replaces the whole of one in files, so this key takes its place.
    { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYID', value: 'default' },
    fromSecret('JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE', 'api-key'),
    { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_PERMISSIONS', value: 'read,write' },
    { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_ENABLED', value: 'true' },
    { name: 'STORE_PATH', value: STORE },
    // Without it no answer of a model may take longer than a minute (upstream, config/common/webclient.yml).
    {
      name: 'JAIROUTER_WEBCLIENT_RESPONSETIMEOUTSECONDS',
      value: asText(streaming.longestSeconds),
    },
    // There is no Redis, and up to 3.1.1 its absence made the health check fail (upstream, issue 46).
    { name: 'MANAGEMENT_HEALTH_REDIS_ENABLED', value: 'false' },
    { name: 'SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE', value: text`${drainSeconds}s` },
    userEnv(extraEnv),
  ];
}
