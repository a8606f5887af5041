import type { Condition } from '../../../test/support/values-of';
import { reason, type PolicyException } from '../policy-exception';

/** What policies ask for and JAiRouter does not do. */
// prettier-ignore
export const exceptions: readonly PolicyException<Condition<'jairouter'>>[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: ['Deployment/jairouter'], reason: reason.versions },
  { tool: 'checkov', check: 'CKV_K8S_15', objects: ['Deployment/jairouter'], reason: reason.kept },
  { tool: 'kube-score', check: 'container-image-pull-policy', objects: ['Deployment/jairouter'], reason: reason.kept },
  { tool: 'checkov', check: 'CKV_K8S_40', objects: ['Deployment/jairouter'], reason: 'its document runs it as user and group 1001' },
  { tool: 'kube-score', check: 'container-security-context-user-group-id', objects: ['Deployment/jairouter'], reason: 'its document runs it as user and group 1001' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/jairouter'], reason: 'its document gives it keys in environment variables; they come from a Secret' },
  { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', objects: ['Deployment/jairouter'], reason: reason.bounded },
  { tool: 'conftest', check: 'selector', objects: ['Deployment/jairouter'], reason: reason.selected },
  { tool: 'kube-score', check: 'deployment-replicas', objects: ['Deployment/jairouter'], when: ({ stateless }) => stateless === false, reason: 'one pod keeps its database on a volume, which one process can open' },
  { tool: 'kube-score', check: 'deployment-strategy', objects: ['Deployment/jairouter'], when: ({ stateless }) => stateless === false, reason: 'two pods cannot open one database, so the old one is stopped first' },
];
