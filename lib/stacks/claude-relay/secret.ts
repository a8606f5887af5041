import { not } from '../../engine/template/operators';
import type { Expr } from '../../engine/template/expression';
import { ifSet } from '../../engine/template/tree';
import type { Configuration } from '../../kubernetes/config-map';
import { secretEnv } from '../../kubernetes/env';
import { addSecret } from '../../kubernetes/secret';
import { addExternalSecret, fromElsewhere } from '../../kubernetes/secret-source';
import { RELAY_KEYS, type RelayStack } from './values';

const SUFFIX = '-secret';

/** Adds the relay's Secret, made of values or from elsewhere. */
export function addRelaySecret(stack: RelayStack): Configuration {
  const { main, values } = stack;
  const { config } = values;
  addExternalSecret(stack, main, { source: config, keys: RELAY_KEYS, suffix: SUFFIX });
  return addSecret(
    stack,
    main,
    {
      [RELAY_KEYS.jwtSecret]: config.jwtSecret,
      [RELAY_KEYS.encryptionKey]: config.encryptionKey,
      [RELAY_KEYS.adminUsername]: ifSet(config.adminUsername),
      [RELAY_KEYS.adminPassword]: ifSet(config.adminPassword),
    },
    { suffix: SUFFIX, when: not(fromElsewhere(config)) },
  );
}

/** Environment variables from the relay's Secret. */
export function relaySecretEnv(stack: RelayStack, secretName: Expr<string>) {
  const keys = stack.values.config.existingSecretKeys;
  return [
    secretEnv('JWT_SECRET', secretName, keys.jwtSecret),
    secretEnv('ENCRYPTION_KEY', secretName, keys.encryptionKey),
    secretEnv('ADMIN_USERNAME', secretName, keys.adminUsername, { optional: true }),
    secretEnv('ADMIN_PASSWORD', secretName, keys.adminPassword, { optional: true }),
  ];
}
