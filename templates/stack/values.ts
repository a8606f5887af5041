import { nullable } from '../../lib/engine/values/declaration';
import { integer } from '../../lib/engine/values/numbers';
import { annotations, labels } from '../../lib/engine/values/string-maps';
import { autoscalingValues } from '../../lib/kubernetes/autoscaler';
import { testValues } from '../../lib/kubernetes/helm-test';
import { gatewayNamespacesValue, httpRouteValues } from '../../lib/kubernetes/http-route';
import { globalValues, imageValues, pinnedImageValues } from '../../lib/kubernetes/image';
import { ingressValues } from '../../lib/kubernetes/ingress';
import {
  ingressCidrsValue,
  ingressNamespacesValue,
  monitoringNamespaceValue,
  networkPolicyValues,
} from '../../lib/kubernetes/network-policy';
import { disruptionValues } from '../../lib/kubernetes/pod-disruption-budget';
import { podExtraValues, securityValues } from '../../lib/kubernetes/pod-values';
import { resourceValues, SMALL, TINY } from '../../lib/kubernetes/resources';
import { routeValues } from '../../lib/kubernetes/route';
import { restrictedPodValues } from '../../lib/kubernetes/security';
import { serviceValues } from '../../lib/kubernetes/service';
import { serviceMonitorValues } from '../../lib/kubernetes/service-monitor';
import type { StackWith } from '../../lib/kubernetes/stack';
import { standardValues } from '../../lib/kubernetes/standard-values';
import { deploymentValues } from '../../lib/kubernetes/workload-values';

/** User ID and group ID of the pods. */
const USER = 65_532;

/** The values of the pods of Web app: what they may do, and what few set. */
const podValues = {
  ...securityValues(restrictedPodValues(USER)),
  ...podExtraValues,
  ...deploymentValues,
  tests: testValues(USER, TINY),
};

/** Values of Web app. */
export const webAppValues = standardValues('Web app', podValues, {
  replicaCount: integer(2, 'Number of replicas; ignored while autoscaling is enabled.', {
    minimum: 0,
    maximum: 1000,
  }),
  image: imageValues({ repository: 'ghcr.io/stefanprodan/podinfo', tag: '' }, 'Image of Web app.'),
  timeoutSeconds: integer(
    60,
    'Maximum duration of a request with its answer, in seconds. Sets the timeouts of the ways in, and the time that terminating pods have.',
    { minimum: 1, maximum: 3600 },
  ),
  service: serviceValues(80),
  ingress: ingressValues('web-app.local'),
  httpRoute: httpRouteValues,
  route: routeValues,
  resources: resourceValues(SMALL, 'Resource requests and limits of Web app.'),
  autoscaling: autoscalingValues({ minReplicas: 2, maxReplicas: 5 }),
  podDisruptionBudget: disruptionValues,
  serviceMonitor: serviceMonitorValues('/metrics', 'Prometheus ServiceMonitor.'),
  networkPolicy: networkPolicyValues({
    ingressNamespaces: ingressNamespacesValue,
    ingressCIDRs: ingressCidrsValue,
    gatewayNamespaces: gatewayNamespacesValue,
    monitoringNamespace: monitoringNamespaceValue,
  }),
  testImage: pinnedImageValues(
    { repository: 'docker.io/library/busybox', tag: '1.37.0' },
    'Image of the `helm test` pod, with wget.',
  ),
  podAnnotations: nullable(annotations({}, 'Annotations of the pods.')),
  podLabels: labels({}, 'Labels of the pods.'),
  global: globalValues,
});

/** The stack with its values, for the other files of this folder. */
export type WebAppStack = StackWith<typeof webAppValues>;
