import { statusText } from '../../../lib/app/cli/status';
import type { WorkloadState } from '../../../lib/app/deploy/rollout/workload-state';
import { deployment } from '../changes/objects';

const state = (more: Partial<WorkloadState>): WorkloadState => ({
  ...{ name: 'Deployment ai/relay', isThere: true, isReady: true, wanted: 2, ready: 2, managedBy: 'cdk8s', images: ['image:1'], restarts: 0, reasons: [] },
  ...more,
}); // prettier-ignore

it('is a table, with what is wrong below each workload', () => {
  const late = state({ isReady: false, ready: 0, images: ['image:2'], restarts: 3, managedBy: 'Helm', reasons: ['pod a: no image', 'pod b: no node'] });
  const gone = state({ name: 'Deployment ai/gone', isThere: false, isReady: false, images: [] });
  const quiet = state({ name: 'Deployment ai/quiet', isReady: false, ready: 1 });
  expect(statusText('dev in test', [late, gone, quiet], [deployment('relay'), deployment('gone'), deployment('quiet')])).toBe(`dev in test
WORKLOAD             READY  RESTARTS  BY         IMAGE
Deployment ai/relay  0/2    3         Helm       image:2
  the working tree has image:1
  pod a: no image
  pod b: no node
Deployment ai/gone   -      -         -
  is not in the cluster
Deployment ai/quiet  1/2    0         manifests  image:1
  nothing is said yet of why it is not ready
0 of 3 workloads are ready.
`);
  expect(statusText('dev in test', [state({})], [deployment('relay')])).toContain('\n1 of 1 workloads are ready.\n');
}); // prettier-ignore
