import type { Condition } from '../../support/values-of';
import type { Reachability } from '../reachability';

const withIngress: Condition<'jairouter'> = ({ ingress }) => ingress.enabled;
const withHttpRoute: Condition<'jairouter'> = ({ httpRoute }) => httpRoute.enabled;
const monitored: Condition<'jairouter'> = ({ monitoring }) => monitoring.serviceMonitor.enabled;

/** Who has to reach JAiRouter, and whom it has to reach. */
export const reachability: Reachability<'jairouter'> = {
  needs: [
    {
      from: 'ingress controller',
      to: 'jairouter',
      ports: [8080],
      when: withIngress,
      reason: 'Clients come through the Ingress; the port 80 is that of the Service.',
    },
    {
      from: 'gateway',
      to: 'jairouter',
      ports: [8080],
      when: withHttpRoute,
      reason: 'Clients come through the Gateway.',
    },
    {
      from: 'Prometheus',
      to: 'jairouter',
      ports: [8080],
      when: monitored,
      reason: 'It scrapes /actuator/prometheus (ServiceMonitor).',
    },
    {
      from: 'jairouter-test-connection',
      to: 'jairouter',
      ports: [8080],
      reason: '`helm test` asks for /actuator/health.',
    },
    {
      from: ['jairouter', 'jairouter-test-connection'],
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'Model servers and the router itself are known by name.',
    },
    {
      from: 'jairouter',
      to: ['model server', 'model server outside'],
      ports: [11434],
      reason: "The document's own model server is Ollama on this port, inside or outside the cluster.",
    },
    {
      from: 'jairouter',
      to: ['internet', 'internet over IPv6'],
      ports: [80, 443],
      reason: 'Model servers of others (networkPolicy.backendPorts).',
    },
  ],
  allowances: [
    {
      from: 'namespace ingress-nginx',
      to: 'jairouter',
      ports: [8080],
      when: withIngress,
      reason: "The controller's namespace is known (networkPolicy.ingressNamespaces), its labels are not.",
    },
    {
      from: 'namespace gateways',
      to: 'jairouter',
      ports: [8080],
      when: withHttpRoute,
      reason:
        "The namespace of the Gateway's proxies is known (networkPolicy.gatewayNamespaces), their labels are not.",
    },
    {
      from: 'namespace monitoring',
      to: 'jairouter',
      ports: [8080],
      when: monitored,
      reason: 'The namespace of Prometheus is known, its labels are not.',
    },
    {
      from: 'jairouter',
      to: 'anything',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'As documented; a name service may have an address outside its pods.',
    },
    {
      from: 'jairouter',
      to: 'anything',
      ports: [80, 443, 11434],
      reason:
        'Model servers are added in its pages, inside and outside the cluster (networkPolicy.backendPorts).',
    },
    {
      from: 'jairouter-test-connection',
      to: 'anything',
      ports: 'any',
      reason: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'jairouter-test-connection',
      ports: 'any',
      reason: 'The same; nothing listens in it.',
    },
  ],
};
