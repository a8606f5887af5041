import * as k8s from '../../kubernetes/k8s';
import type { Expr } from '../../engine/template/expression';
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
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { when } from '../../engine/template/tree';
import type { ProxyStack } from './values';

const USERNAME = 'HELM_USERNAME';
const PASSWORD = 'HELM_PASSWORD';

/**
 * The user name and the password for the repositories, in a Secret of the user's or of the stack's.
 *
 * There is one pair, which the software sends to every repository (upstream, manager.go, downloadChart): it gets it only where
 * there is one repository, or where all of them may see it.
 */
export class Credentials {
  /** Whether there are any. */
  readonly given: Condition;
  private readonly secretName: Expr<string>;

  constructor(private readonly stack: ProxyStack) {
    const { helmUsername, helmPassword, existingSecret } = stack.values.config;
    this.given = stack.namedCondition(
      'credentials',
      'Whether there are credentials for the repositories.',
      or(existingSecret, helmUsername, helmPassword),
    );
    this.secretName = stack.namedText(
      'secretName',
      'The Secret with the credentials for the repositories.',
      orElse(existingSecret, text`${stack.fullname}-credentials`),
    );
    this.refuseIncomplete();
    const own = and(this.given, not(existingSecret));
    Resource.of(new OnlyIf(stack, 'secrets', own), 'secret', {
      of: k8s.KubeSecret,
      manifest: {
        metadata: stack.main.metadata('-credentials'),
        type: 'Opaque',
        stringData: { [USERNAME]: helmUsername, [PASSWORD]: helmPassword },
      },
    });
  }

  /** The environment variables of the container. */
  variables() {
    const { helmRepos, sendCredentialsToAllRepos } = this.stack.values.config;
    const variable = (key: string) => ({
      name: key,
      valueFrom: { secretKeyRef: { name: this.secretName, key } },
    });
    const mayBeSent = or(sendCredentialsToAllRepos, not(greaterThan(lengthOf(helmRepos), 1)));
    return when(and(this.given, mayBeSent), [variable(USERNAME), variable(PASSWORD)]);
  }

  private refuseIncomplete(): void {
    const { helmRepos, helmUsername, helmPassword, existingSecret, sendCredentialsToAllRepos } =
      this.stack.values.config;
    this.stack.refuse(
      'config.existingSecret',
      'is set and so is config.helmUsername or config.helmPassword; set one or the other.',
      existingSecret,
      or(helmUsername, helmPassword),
    );
    // Helm sends credentials only when it has both.
    this.stack.refuse(
      'config.helmPassword',
      'is empty although config.helmUsername is set; set both, or name a Secret in config.existingSecret.',
      helmUsername,
      not(helmPassword),
    );
    this.stack.refuse(
      'config.helmUsername',
      'is empty although config.helmPassword is set; set both, or name a Secret in config.existingSecret.',
      helmPassword,
      not(helmUsername),
    );
    this.stack.refuse(
      'config.helmRepos',
      'has several repositories, and each would get the credentials; name one, or set config.sendCredentialsToAllRepos.',
      this.given,
      greaterThan(lengthOf(helmRepos), 1),
      not(sendCredentialsToAllRepos),
    );
  }
}
