import type { Expr, Ref } from '../../engine/template/expression';
import { ifSet } from '../../engine/template/tree';
import { secretEnv } from '../../kubernetes/env';
import type { relayValues } from './values';

/** Data of the relay's Secret. */
export function relaySecret({ config }: Ref<typeof relayValues>) {
  return {
    JWT_SECRET: config.jwtSecret,
    ENCRYPTION_KEY: config.encryptionKey,
    ADMIN_USERNAME: ifSet(config.adminUsername),
    ADMIN_PASSWORD: ifSet(config.adminPassword),
  };
}

/** Environment variables from the relay's Secret. */
export function relaySecretEnv(secretName: Expr<string>) {
  return [
    secretEnv('JWT_SECRET', secretName, 'JWT_SECRET'),
    secretEnv('ENCRYPTION_KEY', secretName, 'ENCRYPTION_KEY'),
    secretEnv('ADMIN_USERNAME', secretName, 'ADMIN_USERNAME', { optional: true }),
    secretEnv('ADMIN_PASSWORD', secretName, 'ADMIN_PASSWORD', { optional: true }),
  ];
}
