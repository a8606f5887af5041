import { commandLine } from '../../../test/support/command-line';
import { execute, succeeded } from '../../../test/support/execute';
import { kubernetes } from '../../../tools/kubernetes';
import type { Cluster } from './cluster';

/** What helm-proxy gets from whoever runs the repository. */
const ISSUED = { HELM_PROXY_CREDENTIALS_HELM_USERNAME: 'ci', HELM_PROXY_CREDENTIALS_HELM_PASSWORD: 'x' };

/**
 * Creates the Secrets of an environment, by what `stacks secrets ENV --create` prints.
 *
 * @throws Error with what the command line or kubectl says when it fails
 */
export async function createSecrets(cluster: Cluster, environment: string): Promise<void> {
  const KUBECTL = kubernetes(cluster.plane.version, 'kubectl');
  const env = { ...cluster.environment(), ...ISSUED, KUBECTL };
  const [node, ...line] = commandLine();
  const args = [...line, 'secrets', environment, '--create'];
  const input = succeeded('stacks', args, await execute(node, args, { env }));
  succeeded('bash', [], await execute('bash', [], { input, env }));
}
