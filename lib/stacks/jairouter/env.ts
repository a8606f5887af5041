import type { Expr } from '../../engine/template/expression';
import { asString, text } from '../../engine/template/operators';
import { commented } from '../../engine/template/tree';
import { secretEnv, withUserEnv, type Env } from '../../kubernetes/env';
import type { JaiRouterStack } from './values';

/** Directory of run-time changes, from the document. Upstream's default, ./config, is read-only here. */
export const STORE_PATH = '/app/config-store';

/**
 * Environment variables of JAiRouter. In Spring Boot variables take precedence over all files, including the files inside the
 * image, which take precedence over the ConfigMap (upstream, application-prod.yml).
 *
 * @param drainSeconds time for a terminating pod to finish its streams
 */
export function jairouterEnv(stack: JaiRouterStack, secretName: Expr<string>, drainSeconds: Expr<number>) {
  const { extraEnv, javaOptions, profile, service, streaming } = stack.values;
  const fromSecret = (name: string, key: string) => secretEnv(name, secretName, key);
  const env: Env[] = [
    { name: 'SPRING_PROFILES_ACTIVE', value: profile },
    { name: 'JAVA_OPTS', value: javaOptions },
    { name: 'SERVER_PORT', value: asString(service.targetPort) },
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    fromSecret('API_KEY', 'api-key'),
    commented(
      'Releases up to 3.1.1 read the second name in the profile prod, later ones the first (upstream, issue 44).',
      fromSecret('JWT_SECRET', 'jwt-secret'),
    ),
    fromSecret('PROD_JWT_SECRET', 'jwt-secret'),
    fromSecret('INITIAL_ADMIN_PASSWORD', 'admin-password'),
    { name: 'JAIROUTER_SECURITY_ENABLED', value: 'true' },
    commented(
      'The image has a publicly known key (upstream, config/auth/api-key.yml). A list in variables replaces the whole list of the files, so this key replaces it.',
      { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYID', value: 'default' },
    ),
    fromSecret('JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE', 'api-key'),
    { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_PERMISSIONS', value: 'read,write' },
    { name: 'JAIROUTER_SECURITY_APIKEY_KEYS_0_ENABLED', value: 'true' },
    { name: 'STORE_PATH', value: STORE_PATH },
    commented(
      'The default limits responses of models to one minute (upstream, config/common/webclient.yml).',
      {
        name: 'JAIROUTER_WEBCLIENT_RESPONSETIMEOUTSECONDS',
        value: asString(streaming.maxStreamSeconds),
      },
    ),
    commented('There is no Redis; up to 3.1.1 the health check fails without one (upstream, issue 46).', {
      name: 'MANAGEMENT_HEALTH_REDIS_ENABLED',
      value: 'false',
    }),
    { name: 'SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE', value: text`${drainSeconds}s` },
  ];
  return withUserEnv(stack, env, extraEnv);
}
