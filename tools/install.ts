import { promtool } from './debian';
import { CLUSTER_VERSIONS, kubernetes } from './kubernetes';
import { program } from './programs';
import { pythonEnvironment } from './python';

/** What `npm run verify` needs. */
export function installVerifiers(): void {
  program('kubeconform');
  program('kube-score');
  program('conftest');
  pythonEnvironment();
  promtool();
}

/** What `npm run test:cluster` needs. */
export function installCluster(): void {
  program('etcd');
  program('kwok');
  for (const minor of CLUSTER_VERSIONS) kubernetes(minor, 'kube-apiserver');
}

if (require.main === module) {
  try {
    installVerifiers();
    installCluster();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
