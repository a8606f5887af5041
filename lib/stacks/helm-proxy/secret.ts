import { secretEnv } from '../../kubernetes/env';
import { addSecret } from '../../kubernetes/secret';
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
import { when, type When } from '../../engine/template/tree';
import type { ProxyStack } from './values';

const USERNAME = 'HELM_USERNAME';
const PASSWORD = 'HELM_PASSWORD';

/** The user name and the password for the repositories. */
export interface Credentials {
  /** Whether there are any. */
  readonly given: Condition;
  /** The environment variables of the container. */
  readonly env: When<unknown>;
}

/**
 * Adds the Secret with the user name and the password for the repositories, unless the user has one.
 *
 * There is one pair, which the software sends to every repository (upstream, manager.go, downloadChart): it gets it only where
 * there is one repository, or where all of them may see it.
 */
export function addCredentials(stack: ProxyStack): Credentials {
  const { helmRepos, helmUsername, helmPassword, existingSecret, sendCredentialsToAllRepos } =
    stack.values.config;
  const given = stack.namedCondition(
    'credentials',
    'Whether there are credentials for the repositories.',
    or(existingSecret, helmUsername, helmPassword),
  );
  const secretName = stack.namedText(
    'secretName',
    'The Secret with the credentials for the repositories.',
    orElse(existingSecret, text`${stack.fullname}-credentials`),
  );
  validateCredentials(stack, given);
  addSecret(
    stack,
    stack.main,
    { [USERNAME]: helmUsername, [PASSWORD]: helmPassword },
    { suffix: '-credentials', when: and(given, not(existingSecret)) },
  );
  const mayBeSent = or(sendCredentialsToAllRepos, not(greaterThan(lengthOf(helmRepos), 1)));
  return {
    given,
    env: when(and(given, mayBeSent), [
      secretEnv(USERNAME, secretName, USERNAME),
      secretEnv(PASSWORD, secretName, PASSWORD),
    ]),
  };
}

function validateCredentials(stack: ProxyStack, given: Condition): void {
  const { helmRepos, helmUsername, helmPassword, existingSecret, sendCredentialsToAllRepos } =
    stack.values.config;
  stack.refuse(
    'config.existingSecret',
    'is set and so is config.helmUsername or config.helmPassword; set one or the other.',
    existingSecret,
    or(helmUsername, helmPassword),
  );
  // Helm sends credentials only when it has both.
  stack.refuse(
    'config.helmPassword',
    'is empty although config.helmUsername is set; set both, or name a Secret in config.existingSecret.',
    helmUsername,
    not(helmPassword),
  );
  stack.refuse(
    'config.helmUsername',
    'is empty although config.helmPassword is set; set both, or name a Secret in config.existingSecret.',
    helmPassword,
    not(helmUsername),
  );
  stack.refuse(
    'config.helmRepos',
    'has several repositories, and each would get the credentials; name one, or set config.sendCredentialsToAllRepos.',
    given,
    greaterThan(lengthOf(helmRepos), 1),
    not(sendCredentialsToAllRepos),
  );
}
