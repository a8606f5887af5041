import type { Condition } from '../../support/values-of';
import type { Reachability, Redundant } from '../reachability';

const withIngress: Condition<'mcp-box'> = ({ services }) => services['gateway']?.ingress?.enabled;
const withHttpRoute: Condition<'mcp-box'> = ({ services }) => services['gateway']?.httpRoute?.enabled;
const exported: Condition<'mcp-box'> = ({ monitoring }) =>
  monitoring.enabled && monitoring.prometheus.enabled;
const scraped: Condition<'mcp-box'> = (values, stacks) =>
  exported(values, stacks) && values.monitoring.prometheus.serviceMonitor.enabled;

/** Who has to reach the gateway, MySQL and Redis, and whom they have to reach. */
export const reachability: Reachability<'mcp-box'> = {
  needs: [
    {
      from: 'ingress controller',
      to: 'mcp-gateway',
      ports: [8082],
      when: withIngress,
      reason: 'Clients come through the Ingress; the port 8080 is that of the Service.',
    },
    {
      from: 'gateway',
      to: 'mcp-gateway',
      ports: [8082],
      when: withHttpRoute,
      reason: 'Clients come through the Gateway.',
    },
    {
      from: 'mcp-gateway-test',
      to: 'mcp-gateway',
      ports: [8082],
      reason: '`helm test` asks for /health.',
    },
    {
      from: ['mcp-gateway', 'mcp-gateway-test'],
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      reason: 'MySQL, Redis, MCP servers and the gateway itself are known by name.',
    },
    {
      from: 'mcp-gateway',
      to: 'mcp-mysql',
      ports: [3306],
      reason: 'The gateway looks up there where an MCP server is.',
    },
    {
      from: 'mcp-gateway',
      to: 'mcp-redis',
      ports: [6379],
      reason: 'Redis is in its configuration, and it waits for it before it starts.',
    },
    {
      from: 'mcp-gateway',
      to: ['internet', 'internet over IPv6'],
      ports: [443],
      reason: 'MCP servers of others.',
    },
    {
      from: 'Prometheus',
      to: 'mcp-box-mysql-exporter',
      ports: [9104],
      when: scraped,
      reason: 'It scrapes the metrics of MySQL (ServiceMonitor).',
    },
    {
      from: 'Prometheus',
      to: 'mcp-box-redis-exporter',
      ports: [9121],
      when: scraped,
      reason: 'It scrapes the metrics of Redis (ServiceMonitor).',
    },
    {
      from: ['mcp-box-mysql-exporter', 'mcp-box-redis-exporter'],
      to: 'name service',
      ports: [53],
      protocols: ['UDP', 'TCP'],
      when: exported,
      reason: 'MySQL and Redis are known by name.',
    },
    {
      from: 'mcp-box-mysql-exporter',
      to: 'mcp-mysql',
      ports: [3306],
      when: exported,
      reason: 'It asks MySQL for its state.',
    },
    {
      from: 'mcp-box-redis-exporter',
      to: 'mcp-redis',
      ports: [6379],
      when: exported,
      reason: 'It asks Redis for its state.',
    },
  ],
  allowances: [
    {
      from: 'namespace ingress-nginx',
      to: 'mcp-gateway',
      ports: [8082],
      when: withIngress,
      reason: "The controller's namespace is known (networkPolicy.ingressNamespaces), its labels are not.",
    },
    {
      from: 'namespace gateways',
      to: 'mcp-gateway',
      ports: [8082],
      when: withHttpRoute,
      reason:
        "The namespace of the Gateway's proxies is known (networkPolicy.gatewayNamespaces), their labels are not.",
    },
    {
      from: 'namespace monitoring',
      to: 'mcp-box-mysql-exporter',
      ports: [9104],
      when: exported,
      reason: 'The namespace of Prometheus is known, its labels are not.',
    },
    {
      from: 'namespace monitoring',
      to: 'mcp-box-redis-exporter',
      ports: [9121],
      when: exported,
      reason: 'The namespace of Prometheus is known, its labels are not.',
    },
    {
      from: 'mcp-gateway',
      to: 'mcp-gateway',
      ports: [8082],
      reason: 'The services of the platform use one another; here there is one.',
    },
    {
      from: 'mcp-gateway',
      to: 'pods of its namespace',
      ports: 'any',
      reason: 'MCP servers are started beside the gateway, with ports of their own (network.namespacePods).',
    },
    {
      from: 'mcp-gateway',
      to: 'any address',
      ports: [443],
      reason: 'MCP servers of others are added in the pages, and a policy knows no host names.',
    },
    {
      from: 'mcp-gateway-test',
      to: 'anything',
      ports: 'any',
      reason: 'No policy is about the pod of `helm test`, which is there for seconds.',
    },
    {
      from: 'anything',
      to: 'mcp-gateway-test',
      ports: 'any',
      reason: 'The same; nothing listens in it.',
    },
  ],
};

/** Changes of its policies that make no difference. */
export const redundant: readonly Redundant<'mcp-box'>[] = [
  {
    policy: /^mcp-box-(mysql|redis)-exporter$/,
    what: /^Egress rule 1: peer 0 without the label app\.kubernetes\.io\/(component|name)$/,
    reason: 'Each of the two labels names the database alone; the other is still there.',
  },
  {
    policy: /^(mcp-mysql|mcp-redis|mcp-gateway|mcp-box-(mysql|redis)-exporter)$/,
    what: /^for pods without the label app\.kubernetes\.io\/(component|instance|name)$/,
    reason: 'Any two of the three labels name the pods of the one release that is there.',
  },
];
