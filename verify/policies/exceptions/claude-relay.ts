import type { Condition } from '../../../test/support/values-of';
import { reason, type PolicyException } from '../policy-exception';

const severalPods: Condition<'claude-relay'> = ({ replicaCount, autoscaling }) =>
  autoscaling.enabled === true || Number(replicaCount) > 1;
const onePod: Condition<'claude-relay'> = (values, stacks) => !severalPods(values, stacks);

/** What policies ask for and the relay does not do. */
// prettier-ignore
export const exceptions: readonly PolicyException<Condition<'claude-relay'>>[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: ['Deployment/claude-relay', 'StatefulSet/claude-relay-redis'], reason: reason.versions },
  { tool: 'checkov', check: 'CKV_K8S_15', objects: ['Deployment/claude-relay', 'StatefulSet/claude-relay-redis'], reason: reason.kept },
  { tool: 'kube-score', check: 'container-image-pull-policy', objects: ['Deployment/claude-relay', 'StatefulSet/claude-relay-redis'], reason: reason.kept },
  { tool: 'checkov', check: 'CKV_K8S_40', objects: ['Deployment/claude-relay', 'StatefulSet/claude-relay-redis'], reason: 'the images have users of their own, node (1000) and redis (999)' },
  { tool: 'kube-score', check: 'container-security-context-user-group-id', objects: ['Deployment/claude-relay', 'StatefulSet/claude-relay-redis'], reason: 'the images have users of their own, node (1000) and redis (999)' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/claude-relay'], reason: reason.environmentOnly },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['StatefulSet/claude-relay-redis'], when: ({ redis }) => redis.auth.enabled, reason: 'redis-cli of the probes reads the password from REDISCLI_AUTH and from no file; it comes from a Secret' },
  { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', objects: ['Deployment/claude-relay', 'StatefulSet/claude-relay-redis'], reason: reason.bounded },
  { tool: 'kube-score', check: 'deployment-replicas', objects: ['Deployment/claude-relay'], when: onePod, reason: 'one pod has the volume, as one may write to it' },
  { tool: 'kube-score', check: 'deployment-strategy', objects: ['Deployment/claude-relay'], when: onePod, reason: 'two pods must not write to one volume, so the old one is stopped first' },
  { tool: 'kube-score', check: 'deployment-has-host-podantiaffinity', objects: ['Deployment/claude-relay'], when: severalPods, reason: reason.spread },
  { tool: 'kube-score', check: 'pod-probes-identical', objects: ['StatefulSet/claude-relay-redis'], reason: 'a Redis that answers PING is both alive and ready; it is restarted only after six that fail' },
  { tool: 'kube-score', check: 'statefulset-has-servicename', objects: ['StatefulSet/claude-relay-redis'], reason: reason.service },
];
