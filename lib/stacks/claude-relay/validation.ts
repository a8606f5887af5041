import { refuseTwoSources } from '../../kubernetes/secret-sources';
import type { AnyStack } from '../../kubernetes/stack';
import type { Ref } from '../../engine/template/expression';
import { equal, not, type Condition } from '../../engine/template/operators';
import type { relayValues } from './values';

/** Refuses to run without keys, with keys from two places, and several pods that would write to one volume. */
export function refuseIncomplete(
  stack: AnyStack,
  { config, persistence }: Ref<typeof relayValues>,
  several: Condition,
): void {
  const generate = 'set it (openssl rand -base64 32), or name a Secret in config.existingSecret.';
  for (const key of ['jwtSecret', 'encryptionKey'] as const) {
    stack.refuse(`config.${key}`, `is required; ${generate}`, not(config.existingSecret), not(config[key]));
  }
  const secrets = ['jwtSecret', 'encryptionKey', 'adminUsername', 'adminPassword'] as const;
  refuseTwoSources(stack, 'config', config, secrets);
  stack.refuse(
    'persistence.accessMode',
    'is ReadWriteOnce, but several pods may run; use ReadWriteMany, or leave it empty: several pods need no volume.',
    persistence.enabled,
    several,
    equal(persistence.accessMode, 'ReadWriteOnce'),
  );
}
