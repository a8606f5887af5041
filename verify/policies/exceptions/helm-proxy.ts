import type { Condition } from '../../../test/support/values-of';
import { because, type PolicyException } from '../policy-exception';

const onePod: Condition<'helm-proxy'> = ({ replicaCount }) => replicaCount === 1;

/** What policies ask for and Helm Proxy does not do. */
// prettier-ignore
export const exceptions: readonly PolicyException<Condition<'helm-proxy'>>[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: ['Deployment/helm-proxy'], because: because.versions },
  { tool: 'checkov', check: 'CKV_K8S_15', objects: ['Deployment/helm-proxy'], because: because.kept },
  { tool: 'kube-score', check: 'container-image-pull-policy', objects: ['Deployment/helm-proxy'], because: because.kept },
  { tool: 'checkov', check: 'CKV_K8S_40', objects: ['Deployment/helm-proxy'], because: 'the image is built for user 1000, as the README says how' },
  { tool: 'kube-score', check: 'container-security-context-user-group-id', objects: ['Deployment/helm-proxy'], because: 'the image is built for user 1000, as the README says how' },
  { tool: 'checkov', check: 'CKV_K8S_38', objects: ['Deployment/helm-proxy'], because: 'it installs charts, for which it needs the token; its Role is for the namespaces it may deploy to' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/helm-proxy'], when: ({ config }) => config.existingSecret !== '', because: because.environmentOnly },
  { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', objects: ['Deployment/helm-proxy'], because: because.bounded },
  { tool: 'conftest', check: 'selector', objects: ['Deployment/helm-proxy'], because: because.selected },
  { tool: 'kube-score', check: 'deployment-replicas', objects: ['Deployment/helm-proxy'], when: onePod, because: 'it serves a few people and pipelines, who can wait until a pod is replaced' },
  { tool: 'kube-score', check: 'deployment-has-host-podantiaffinity', objects: ['Deployment/helm-proxy'], when: ({ replicaCount }) => Number(replicaCount) > 1, because: because.spread },
  { tool: 'kube-score', check: 'pod-probes-identical', objects: ['Deployment/helm-proxy'], because: 'the program answers on /health only; it is asked less often whether it lives than whether it is ready' },
];
