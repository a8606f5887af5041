import type { Condition } from '../../../test/support/values-of';
import { reason, type PolicyException } from '../policy-exception';

const kept: Condition<'mcp-box'> = ({ global }) => global.imagePullPolicy !== 'Always';
const newest: Condition<'mcp-box'> = ({ global }) => global.version === 'latest';
const severalPods: Condition<'mcp-box'> = ({ services: { gateway } }) =>
  gateway?.autoscaling?.enabled === true || Number(gateway?.replicas) > 1;
const openRedis: Condition<'mcp-box'> = ({ infrastructure }) => infrastructure.redis.auth.enabled !== true;
const onePod: Condition<'mcp-box'> = (values, stacks) => !severalPods(values, stacks);

/** What policies ask for and the MCP platform does not do. */
// prettier-ignore
export const exceptions: readonly PolicyException<Condition<'mcp-box'>>[] = [
  { tool: 'checkov', check: 'CKV_K8S_43', objects: ['Deployment/mcp-gateway', 'StatefulSet/mcp-mysql', 'StatefulSet/mcp-redis', 'Deployment/mcp-box-*-exporter'], reason: reason.versions },
  { tool: 'checkov', check: 'CKV_K8S_15', objects: ['Deployment/mcp-gateway', 'StatefulSet/mcp-mysql', 'StatefulSet/mcp-redis', 'Deployment/mcp-box-*-exporter'], when: kept, reason: reason.kept },
  { tool: 'kube-score', check: 'container-image-pull-policy', objects: ['Deployment/mcp-gateway', 'StatefulSet/mcp-mysql', 'StatefulSet/mcp-redis', 'Deployment/mcp-box-*-exporter'], when: kept, reason: reason.kept },
  { tool: 'checkov', check: 'CKV_K8S_40', objects: ['Deployment/mcp-gateway'], reason: 'any user will do; 1000 is security.runAsUser of each service, which is yours to raise' },
  { tool: 'kube-score', check: 'container-security-context-user-group-id', objects: ['Deployment/mcp-gateway'], reason: 'any user will do; 1000 is security.runAsUser of each service, which is yours to raise' },
  { tool: 'checkov', check: 'CKV_K8S_40', objects: ['StatefulSet/mcp-mysql', 'StatefulSet/mcp-redis'], reason: 'the images have users of their own, both 999' },
  { tool: 'kube-score', check: 'container-security-context-user-group-id', objects: ['StatefulSet/mcp-mysql', 'StatefulSet/mcp-redis'], reason: 'the images have users of their own, both 999' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/mcp-gateway/configuration'], when: openRedis, reason: 'this container puts the passwords into a file in memory, and ends; the gateway reads that file' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/mcp-gateway/service'], when: (values, stacks) => !openRedis(values, stacks), reason: 'its hook gives the turn to start on in Redis; the gateway itself reads a file in memory' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['StatefulSet/mcp-mysql'], reason: 'its readiness probe logs in with the same variables; they come from a Secret' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['StatefulSet/mcp-redis'], when: ({ infrastructure }) => infrastructure.redis.auth.enabled, reason: 'redis-cli of the probes reads the password from REDISCLI_AUTH and from no file; it comes from a Secret' },
  { tool: 'checkov', check: 'CKV_K8S_35', objects: ['Deployment/mcp-box-*-exporter'], reason: 'the exporters read files of formats of their own, which the Secret of a database is not; the variables come from it' },
  { tool: 'kube-score', check: 'container-ephemeral-storage-request-and-limit', objects: ['Deployment/mcp-gateway', 'StatefulSet/mcp-mysql', 'StatefulSet/mcp-redis', 'Deployment/mcp-box-*-exporter'], reason: reason.bounded },
  { tool: 'conftest', check: 'image-tag', objects: ['Deployment/mcp-gateway/service', 'Deployment/mcp-gateway/turn'], when: newest, reason: 'dev follows the newest version, as its document has it, and pulls it each time' },
  { tool: 'checkov', check: 'CKV_K8S_14', objects: ['Deployment/mcp-gateway/service'], when: newest, reason: 'the rule image-tag says why' },
  { tool: 'kube-score', check: 'container-image-tag', objects: ['Deployment/mcp-gateway/service', 'Deployment/mcp-gateway/turn'], when: newest, reason: 'the rule image-tag says why' },
  { tool: 'conftest', check: 'ingress-tls', objects: ['Ingress/mcp-gateway'], when: ({ services: { gateway } }) => !gateway?.ingress?.tlsSecret, reason: 'nobody issues a certificate for a laptop' },
  { tool: 'kube-score', check: 'deployment-replicas', objects: ['Deployment/mcp-gateway'], when: onePod, reason: 'dev has one pod of each, for a laptop' },
  { tool: 'kube-score', check: 'deployment-replicas', objects: ['Deployment/mcp-box-*-exporter'], reason: 'two exporters would count everything twice; without one, metrics are missing and nothing else' },
  { tool: 'kube-score', check: 'deployment-has-host-podantiaffinity', objects: ['Deployment/mcp-gateway'], when: severalPods, reason: reason.spread },
  { tool: 'kube-score', check: 'pod-probes-identical', objects: ['StatefulSet/mcp-redis'], reason: 'a Redis that answers PING is both alive and ready; it is restarted only after six that fail' },
  { tool: 'kube-score', check: 'statefulset-has-servicename', objects: ['StatefulSet/mcp-mysql', 'StatefulSet/mcp-redis'], reason: reason.service },
];
