import {
  and,
  greaterThan,
  lengthOf,
  not,
  or,
  orElse,
  text,
  type Condition,
} from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import type { Configuration } from '../../kubernetes/config-map';
import { secretEnv, type Env } from '../../kubernetes/env';
import { addSecret } from '../../kubernetes/secret';
import {
  addExternalSecret,
  fromElsewhere,
  validateOneSource,
  validateSecretSource,
} from '../../kubernetes/secret-source';
import { CREDENTIAL_KEYS, type ProxyStack } from './values';

const SUFFIX = '-credentials';

/** Username and password for the repositories. */
export interface Credentials {
  /** Whether credentials are set. */
  readonly present: Condition;
  /** Environment variables of the container. */
  readonly env: Env;
  /** What is in the stack's own Secret. */
  readonly data: Configuration['data'];
}

/**
 * Adds the Secret with the username and the password for the repositories, unless it is from elsewhere.
 *
 * The application sends the single pair to every repository (upstream, manager.go, downloadChart). So the container gets it
 * only with one repository, or if it may be sent to all of them.
 */
export function addCredentials(stack: ProxyStack): Credentials {
  const { config } = stack.values;
  const { helmRepos, helmUsername, helmPassword, sendCredentialsToAllRepos } = config;
  const present = stack.namedCondition(
    'credentials',
    'Whether repository credentials are set.',
    or(fromElsewhere(config), helmUsername, helmPassword),
  );
  const secretName = stack.namedString(
    'secretName',
    'Name of the Secret with the repository credentials.',
    orElse(config.existingSecret, text`${stack.fullname}${SUFFIX}`),
  );
  validateCredentials(stack, present);
  const { data } = addSecret(
    stack,
    stack.main,
    { [CREDENTIAL_KEYS.helmUsername]: helmUsername, [CREDENTIAL_KEYS.helmPassword]: helmPassword },
    { suffix: SUFFIX, when: and(present, not(fromElsewhere(config))) },
  );
  addExternalSecret(stack, stack.main, { source: config, keys: CREDENTIAL_KEYS, suffix: SUFFIX });
  const mayBeSent = or(sendCredentialsToAllRepos, not(greaterThan(lengthOf(helmRepos), 1)));
  return {
    data,
    present,
    env: when(and(present, mayBeSent), [
      secretEnv('HELM_USERNAME', secretName, config.existingSecretKeys.helmUsername),
      secretEnv('HELM_PASSWORD', secretName, config.existingSecretKeys.helmPassword),
    ]),
  };
}

function validateCredentials(stack: ProxyStack, present: Condition): void {
  const { config } = stack.values;
  const { helmRepos, helmUsername, helmPassword, sendCredentialsToAllRepos } = config;
  validateOneSource(stack, 'config', config, { helmUsername, helmPassword });
  validateSecretSource(stack, config, { path: 'config', keys: CREDENTIAL_KEYS });
  // Helm sends credentials only if both are set.
  stack.addValidation(
    'config.helmPassword',
    'is empty although config.helmUsername is set; set both, or use a Secret in config.existingSecret.',
    helmUsername,
    not(helmPassword),
  );
  stack.addValidation(
    'config.helmUsername',
    'is empty although config.helmPassword is set; set both, or use a Secret in config.existingSecret.',
    helmPassword,
    not(helmUsername),
  );
  stack.addValidation(
    'config.helmRepos',
    'contains multiple repositories, and each would receive the credentials; keep one, or set config.sendCredentialsToAllRepos to true.',
    present,
    greaterThan(lengthOf(helmRepos), 1),
    not(sendCredentialsToAllRepos),
  );
}
