import type { Condition } from '../../../test/support/values-of';
import { reason, type PolicyException } from '../policy-exception';

const severalPods: Condition<'claude-middleware'> = ({ replicaCount, autoscaling }) =>
  autoscaling.enabled === true || Number(replicaCount) > 1;
const onePod: Condition<'claude-middleware'> = (values, stacks) => !severalPods(values, stacks);

/** What policies ask for and the middleware does not do. */
// prettier-ignore
export const exceptions: readonly PolicyException<Condition<'claude-middleware'>>[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: ['Deployment/claude-middleware'], reason: reason.versions },
  { tool: 'checkov', check: 'CKV_K8S_15', objects: ['Deployment/claude-middleware'], reason: reason.kept },
  { tool: 'kube-score', check: 'container-image-pull-policy', objects: ['Deployment/claude-middleware'], reason: reason.kept },
  { tool: 'checkov', check: 'CKV_K8S_40', objects: ['Deployment/claude-middleware'], reason: 'its document runs it as 1000:1000' },
  { tool: 'kube-score', check: 'container-security-context-user-group-id', objects: ['Deployment/claude-middleware'], reason: 'its document runs it as 1000:1000' },
  { tool: 'conftest', check: 'run-as-non-root', objects: ['Deployment/claude-middleware/program'], reason: 'only root may read the program in the image; this container copies it, without any capability, and ends' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/claude-middleware/middleware'], when: ({ auth, redis }) => auth.enabled === true || redis.existingSecret !== '', reason: reason.environmentOnly },
  { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', objects: ['Deployment/claude-middleware'], reason: reason.bounded },
  { tool: 'conftest', check: 'selector', objects: ['Deployment/claude-middleware'], reason: reason.selected },
  { tool: 'conftest', check: 'rolling-update', objects: ['Deployment/claude-middleware'], when: severalPods, reason: 'its document says maxUnavailable: 1; a stopped pod drains for as long as a stream lasts, and there are others' },
  { tool: 'kube-score', check: 'deployment-replicas', objects: ['Deployment/claude-middleware'], when: onePod, reason: 'dev has one pod of each, for a laptop' },
  { tool: 'kube-score', check: 'deployment-has-host-podantiaffinity', objects: ['Deployment/claude-middleware'], when: severalPods, reason: reason.spread },
  { tool: 'kube-score', check: 'pod-probes-identical', objects: ['Deployment/claude-middleware'], reason: 'the program answers on /health only; it is asked less often whether it lives than whether it is ready' },
];
