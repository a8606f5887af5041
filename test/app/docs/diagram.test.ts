import { flowchart, largest } from '../../../lib/app/docs/diagram';
import type { Connection, Party } from '../../../lib/app/objects/connections';

const relay: Party = { kind: 'workload', name: 'relay', namespace: 'ai' };
const redis: Party = { kind: 'database', name: 'redis', namespace: 'ai' };
const box: Party = { kind: 'workload', name: 'box', namespace: 'mcp' };
const host: Party = { kind: 'host', name: 'relay.example.com' };

function connection(from: Party, to: Party, ports: readonly string[] = [], allowed = false): Connection {
  return { from, to, ports, allowed };
}

describe('flowchart', () => {
  it('draws workloads in their namespaces, clients, other namespaces and what is outside', () => {
    const text = flowchart(
      [relay, redis, box],
      [
        connection(host, relay),
        connection(relay, redis, ['6379']),
        connection({ kind: 'namespace', name: 'ci' }, redis),
        connection({ kind: 'namespace', name: '' }, box, ['80', '443'], true),
        connection(relay, { kind: 'outside', name: 'api.example.com' }, ['443']),
        connection(relay, { kind: 'outside', name: '' }, [], true),
      ],
    );
    expect(text).toBe(`flowchart LR
  clients(["clients"])
  namespace_ci[["namespace ci"]]
  any_pod[["any pod"]]
  subgraph in:namespace:ai ["namespace ai"]
    relay
    redis[("redis")]
  end
  subgraph in:namespace:mcp ["namespace mcp"]
    box
  end
  subgraph in:outside ["outside"]
    api.example.com(["api.example.com"])
    any_address(["any address"])
  end
  clients -->|"relay.example.com"| relay
  relay -->|"6379"| redis
  namespace_ci --> redis
  any_pod -.->|"80, 443"| box
  relay -->|"443"| api.example.com
  relay -.-> any_address
`);
  });

  it('takes the namespace that is let in to everything with a host, and to nothing else, for the Ingress controller', () => {
    const controller: Party = { kind: 'namespace', name: 'nginx' };
    const behind = [connection(host, relay), connection(controller, relay, ['3000'])];
    expect(flowchart([relay, box], behind)).toBe(`flowchart LR
  clients(["clients, through nginx"])
  subgraph in:namespace:ai ["namespace ai"]
    relay
  end
  subgraph in:namespace:mcp ["namespace mcp"]
    box
  end
  clients -->|"relay.example.com"| relay
`);
    const text = flowchart([relay, box], [...behind, connection(controller, box, ['80'])]);
    expect(text).toContain('  namespace_nginx -->|"3000"| relay\n');
    expect(text).toContain('  clients(["clients"])\n');
  });

  it('writes arrows with one label that start or end at the same nodes as one line', () => {
    const text = flowchart(
      [relay, redis, box],
      [
        connection(relay, redis, ['6379']),
        connection(box, redis, ['6379']),
        connection(box, relay, ['443']),
        connection(box, { kind: 'outside', name: 'api.example.com' }, ['443']),
      ],
    );
    expect(text).toContain('  relay & box -->|"6379"| redis\n  box -->|"443"| relay & api.example.com\n');
  });

  it('gives nodes names that are unique and that Mermaid accepts', () => {
    const text = flowchart(
      [relay, { ...relay, namespace: 'mcp' }, { ...box, name: 'end' }, { ...box, name: 'clients' }],
      [],
    );
    expect(text).toContain('    workload/ai/relay["relay"]\n');
    expect(text).toContain('    workload/mcp/relay["relay"]\n');
    expect(text).toContain('    workload/mcp/end["end"]\n');
    expect(text).toContain('    workload/mcp/clients["clients"]\n');
  });
});

it('draws the environment with the most pods, and of several the first', () => {
  const environment = (name: string, replicaCount: number) => ({
    name,
    namespace: 'ai',
    stacks: { 'claude-relay': { replicaCount, config: { existingSecret: 'keys' } } },
  });
  const environments = [environment('a', 2), environment('b', 3), environment('c', 3)];
  expect(largest(environments)?.name).toBe('b');
  expect(largest([])).toBeUndefined();
});
