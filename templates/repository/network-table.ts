import type { Condition } from '../../test/support/values-of';
import type { Reachability } from '../../test/network/reachability';

type When = Condition<'claude-relay'>;

const withIngress: When = ({ ingress }) => ingress.enabled;
const withHttpRoute: When = ({ httpRoute }) => httpRoute.enabled;
const monitored: When = ({ serviceMonitor }) => serviceMonitor.enabled;

/** Who has to reach Web app, and whom it has to reach. */
export const reachability: Reachability<'claude-relay'> = {
  needs: [
    {
      from: 'ingress controller',
      to: 'web-app',
      ports: [9898],
      when: withIngress,
      reason: 'Clients come through the Ingress.',
    },
    {
      from: 'gateway',
      to: 'web-app',
      ports: [9898],
      when: withHttpRoute,
      reason: 'Clients come through the Gateway.',
    },
    {
      from: 'Prometheus',
      to: 'web-app',
      ports: [9898],
      when: monitored,
      reason: 'It scrapes the metrics (ServiceMonitor).',
    },
    {
      from: 'web-app-test-connection',
      to: 'web-app',
      ports: [9898],
      reason: '`helm test` asks for its health.',
    },
    {
      from: 'web-app-test-connection',
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'The Service is known by name.',
    },
  ],
  allowances: [
    {
      from: 'namespace ingress-nginx',
      to: 'web-app',
      ports: [9898],
      when: withIngress,
      reason: "The controller's namespace is known (networkPolicy.ingressNamespaces), its labels are not.",
    },
    {
      from: 'namespace gateways',
      to: 'web-app',
      ports: [9898],
      when: withHttpRoute,
      reason:
        "The namespace of the Gateway's proxies is known (networkPolicy.gatewayNamespaces), their labels are not.",
    },
    {
      from: 'namespace monitoring',
      to: 'web-app',
      ports: [9898],
      when: monitored,
      reason: 'The namespace of Prometheus is known, its labels are not.',
    },
    {
      from: 'web-app',
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'Every pod may ask for names.',
    },
    {
      from: 'web-app-test-connection',
      to: 'anything',
      ports: 'any',
      reason: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'web-app-test-connection',
      ports: 'any',
      reason: 'The same; nothing listens in it.',
    },
  ],
};
