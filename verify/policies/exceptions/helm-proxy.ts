import type { Condition } from '../../../test/support/values-of';
import { reason, type PolicyException } from '../policy-exception';

const onePod: Condition<'helm-proxy'> = ({ replicaCount }) => replicaCount === 1;

/** What policies ask for and Helm Proxy does not do. */
// prettier-ignore
export const exceptions: readonly PolicyException<Condition<'helm-proxy'>>[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: ['Deployment/helm-proxy'], reason: reason.versions },
  { tool: 'checkov', check: 'CKV_K8S_15', objects: ['Deployment/helm-proxy'], reason: reason.kept },
  { tool: 'kube-score', check: 'container-image-pull-policy', objects: ['Deployment/helm-proxy'], reason: reason.kept },
  { tool: 'checkov', check: 'CKV_K8S_40', objects: ['Deployment/helm-proxy'], reason: 'the image is built for user 1000, as the README says how' },
  { tool: 'kube-score', check: 'container-security-context-user-group-id', objects: ['Deployment/helm-proxy'], reason: 'the image is built for user 1000, as the README says how' },
  { tool: 'checkov', check: 'CKV_K8S_38', objects: ['Deployment/helm-proxy'], reason: 'it installs charts, for which it needs the token; its Role is for the namespaces it may deploy to' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/helm-proxy'], when: ({ config }) => config.existingSecret !== '', reason: reason.environmentOnly },
  { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', objects: ['Deployment/helm-proxy'], reason: reason.bounded },
  { tool: 'conftest', check: 'selector', objects: ['Deployment/helm-proxy'], reason: reason.selected },
  { tool: 'kube-score', check: 'deployment-replicas', objects: ['Deployment/helm-proxy'], when: onePod, reason: 'it serves a few people and pipelines, who can wait until a pod is replaced' },
  { tool: 'kube-score', check: 'deployment-has-host-podantiaffinity', objects: ['Deployment/helm-proxy'], when: ({ replicaCount }) => Number(replicaCount) > 1, reason: reason.spread },
  { tool: 'kube-score', check: 'pod-probes-identical', objects: ['Deployment/helm-proxy'], reason: 'the program answers on /health only; it is asked less often whether it lives than whether it is ready' },
];
