import type { Expr } from '../../engine/template/expression';
import { ifSet } from '../../engine/template/tree';
import type { Configuration } from '../../kubernetes/config-map';
import { secretEnv } from '../../kubernetes/env';
import { addSecretFromSource } from '../../kubernetes/secret-source';
import { RELAY_KEYS, type RelayStack } from './values';

/** Adds the relay's Secret, made of values or from elsewhere. */
export function addRelaySecret(stack: RelayStack): Configuration {
  const { main, values } = stack;
  const { config } = values;
  return addSecretFromSource(
    stack,
    main,
    {
      [RELAY_KEYS.jwtSecret]: config.jwtSecret,
      [RELAY_KEYS.encryptionKey]: config.encryptionKey,
      [RELAY_KEYS.adminUsername]: ifSet(config.adminUsername),
      [RELAY_KEYS.adminPassword]: ifSet(config.adminPassword),
    },
    { source: config, keys: RELAY_KEYS, suffix: '-secret' },
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
