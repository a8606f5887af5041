import { equal, not, type Condition } from '../../engine/template/operators';
import { validateResources, validateSecretSource, validatePods } from '../../kubernetes/validation';
import type { RelayStack } from './values';

/** Validation rules: keys are required, from a single source, and multiple replicas need a shared volume or none. */
export function validate(stack: RelayStack, multipleReplicas: Condition): void {
  const { config, persistence } = stack.values;
  const remedy = 'set it (openssl rand -base64 32), or name a Secret in config.existingSecret.';
  for (const key of ['jwtSecret', 'encryptionKey'] as const) {
    stack.addValidation(
      `config.${key}`,
      `is required; ${remedy}`,
      not(config.existingSecret),
      not(config[key]),
    );
  }
  const secrets = ['jwtSecret', 'encryptionKey', 'adminUsername', 'adminPassword'] as const;
  validateSecretSource(stack, 'config', config, secrets);
  stack.addValidation(
    'persistence.accessMode',
    'is ReadWriteOnce, but multiple replicas may run; use ReadWriteMany, or leave it empty: multiple replicas need no volume.',
    persistence.enabled,
    multipleReplicas,
    equal(persistence.accessMode, 'ReadWriteOnce'),
  );
  validateResources(stack, 'resources', stack.values.resources);
  validatePods(stack, stack.values);
}
