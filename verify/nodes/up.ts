import { CLUSTER_VERSION } from '../../tools/kubernetes';
import { requireMachine } from './cluster/machine';
import { RealCluster } from './cluster/cluster';

// Starts a cluster to work with, and ends it on Ctrl-C: `npm run nodes`.
async function up(): Promise<void> {
  requireMachine();
  process.stderr.write(`starting three nodes of Kubernetes ${CLUSTER_VERSION}\n`);
  const cluster = await RealCluster.startNodes(CLUSTER_VERSION);
  process.stdout.write(`export KUBECONFIG=${cluster.plane.kubeconfig}\n`);
  process.stderr.write(`ready; logs are in ${cluster.logs}; Ctrl-C ends all of it\n`);
  const end = new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  // Keeps this process alive until then.
  const waiting = setInterval(() => undefined, 60_000);
  await end;
  clearInterval(waiting);
  process.stderr.write('ending the nodes\n');
  await cluster.stop();
}

up().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
