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
import type { ProxyStack } from './values';

const USERNAME = 'HELM_USERNAME';
const PASSWORD = 'HELM_PASSWORD';

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
 * Adds the Secret with the username and the password for the repositories, unless `config.existingSecret` is set.
 *
 * The application sends the single pair to every repository (upstream, manager.go, downloadChart). So the container gets it
 * only with one repository, or if it may be sent to all of them.
 */
export function addCredentials(stack: ProxyStack): Credentials {
  const { helmRepos, helmUsername, helmPassword, existingSecret, sendCredentialsToAllRepos } =
    stack.values.config;
  const present = stack.namedCondition(
    'credentials',
    'Whether repository credentials are set.',
    or(existingSecret, helmUsername, helmPassword),
  );
  const secretName = stack.namedString(
    'secretName',
    'Name of the Secret with the repository credentials.',
    orElse(existingSecret, text`${stack.fullname}-credentials`),
  );
  validateCredentials(stack, present);
  const { data } = addSecret(
    stack,
    stack.main,
    { [USERNAME]: helmUsername, [PASSWORD]: helmPassword },
    { suffix: '-credentials', when: and(present, not(existingSecret)) },
  );
  const mayBeSent = or(sendCredentialsToAllRepos, not(greaterThan(lengthOf(helmRepos), 1)));
  return {
    data,
    present,
    env: when(and(present, mayBeSent), [
      secretEnv(USERNAME, secretName, USERNAME),
      secretEnv(PASSWORD, secretName, PASSWORD),
    ]),
  };
}

function validateCredentials(stack: ProxyStack, present: Condition): void {
  const { helmRepos, helmUsername, helmPassword, existingSecret, sendCredentialsToAllRepos } =
    stack.values.config;
  stack.addValidation(
    'config.existingSecret',
    'is set together with config.helmUsername or config.helmPassword; set one or the other.',
    existingSecret,
    or(helmUsername, helmPassword),
  );
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
