import type { Condition } from '../../../test/support/values-of';
import { because, type PolicyException } from '../policy-exception';

/** What policies ask for and JAiRouter does not do. */
// prettier-ignore
export const exceptions: readonly PolicyException<Condition<'jairouter'>>[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: ['Deployment/jairouter'], because: because.versions },
  { tool: 'checkov', check: 'CKV_K8S_15', objects: ['Deployment/jairouter'], because: because.kept },
  { tool: 'kube-score', check: 'container-image-pull-policy', objects: ['Deployment/jairouter'], because: because.kept },
  { tool: 'checkov', check: 'CKV_K8S_40', objects: ['Deployment/jairouter'], because: 'its document runs it as user and group 1001' },
  { tool: 'kube-score', check: 'container-security-context-user-group-id', objects: ['Deployment/jairouter'], because: 'its document runs it as user and group 1001' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/jairouter'], because: 'its document gives it keys in environment variables; they come from a Secret' },
  { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', objects: ['Deployment/jairouter'], because: because.bounded },
  { tool: 'conftest', check: 'selector', objects: ['Deployment/jairouter'], because: because.selected },
  { tool: 'kube-score', check: 'deployment-replicas', objects: ['Deployment/jairouter'], when: ({ stateless }) => stateless === false, because: 'one pod keeps its database on a volume, which one process can open' },
  { tool: 'kube-score', check: 'deployment-strategy', objects: ['Deployment/jairouter'], when: ({ stateless }) => stateless === false, because: 'two pods cannot open one database, so the old one is stopped first' },
];
