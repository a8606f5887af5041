import type { Condition } from '../../test/support/values-of';
import { reason, type PolicyException } from '../../verify/policies/policy-exception';

const severalPods: Condition<'claude-relay'> = ({ replicaCount, autoscaling }) =>
  autoscaling.enabled === true || Number(replicaCount) > 1;

/** What policies ask for and Web app does not do. */
// prettier-ignore
export const exceptions: readonly PolicyException<Condition<'claude-relay'>>[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: ['Deployment/web-app'], reason: reason.versions },
  { tool: 'checkov', check: 'CKV_K8S_15', objects: ['Deployment/web-app'], reason: reason.kept },
  { tool: 'kube-score', check: 'container-image-pull-policy', objects: ['Deployment/web-app'], reason: reason.kept },
  { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', objects: ['Deployment/web-app'], reason: reason.bounded },
  { tool: 'kube-score', check: 'deployment-has-host-podantiaffinity', objects: ['Deployment/web-app'], when: severalPods, reason: reason.spread },
  { tool: 'kube-score', check: 'pod-probes-identical', objects: ['Deployment/web-app'], reason: 'the program answers on one path; it is asked less often whether it lives than whether it is ready' },
];
