import { ifSet } from '../../engine/template/tree';
import type { Configuration } from '../../kubernetes/config-map';
import { addSecretFromSource } from '../../kubernetes/secret-source';
import { JAIROUTER_KEYS, type JaiRouterStack } from './values';

/** Adds JAiRouter's Secret with keys and passwords, made of values or from elsewhere. */
export function addJaiRouterSecret(stack: JaiRouterStack): Configuration {
  const { main, values } = stack;
  const { auth } = values;
  return addSecretFromSource(
    stack,
    main,
    {
      [JAIROUTER_KEYS.apiKey]: auth.apiKey,
      [JAIROUTER_KEYS.jwtSecret]: auth.jwtSecret,
      [JAIROUTER_KEYS.adminPassword]: auth.adminPassword,
      'database-password': ifSet(auth.databasePassword),
    },
    { source: auth, keys: JAIROUTER_KEYS, suffix: '-secret' },
  );
}
