import { Construct } from 'constructs';

const PROBE = 'copy-of-constructs';

/**
 * Gives a scope that constructs of ours can be made in. One of another copy of the package `constructs` is another class, and between
 * versions what it keeps has other names: then each construct in it fails, with a message about a field that nobody knows.
 *
 * @throws Error with what to do
 */
export function ofOneCopy<S extends Construct>(scope: S): S {
  if (scope instanceof Construct) return scope;
  try {
    // Copies of one version get along.
    new Construct(scope, PROBE);
    (scope as Construct).node.tryRemoveChild(PROBE);
    return scope;
  } catch (cause) {
    throw new Error(
      'The app is made with another version of the package constructs than ai-gateway-stacks has: install one version of constructs and of ' +
        'cdk8s, within the peerDependencies of ai-gateway-stacks. "npm ls constructs" shows all of them, and "npm dedupe" leaves one.',
      { cause },
    );
  }
}
