/**
 * Who has to reach whom, in words that a reader can check: each system's table stands beside it, written by hand from what its
 * software does. The tables render nothing. `test/network` computes from the rendered objects who does reach whom and compares
 * the two, in both directions.
 */

/** The pods of a system, by the name of their Deployment, StatefulSet or test. */
export type Workload =
  | 'claude-relay'
  | 'claude-relay-redis'
  | 'claude-relay-test-connection'
  | 'claude-middleware'
  | 'claude-middleware-test-connection'
  | 'helm-proxy'
  | 'helm-proxy-test-connection'
  | 'jairouter'
  | 'jairouter-test-connection'
  | 'mcp-gateway'
  | 'mcp-gateway-test'
  | 'mcp-mysql'
  | 'mcp-box-mysql-exporter'
  | 'mcp-redis'
  | 'mcp-box-redis-exporter';

/** Who is not of a system and has something to do with one. */
export type Outsider =
  | 'ingress controller'
  | 'Prometheus'
  | 'name service'
  | 'CI job'
  | 'model server'
  | 'model server outside'
  | 'API server'
  | 'Redis outside'
  | 'internet'
  | 'internet over IPv6';

/** One end of a connection. */
export type Party = Workload | Outsider;

/** Many ends in one word. */
export type Group =
  /** Every pod of the cluster and every address. */
  | 'anything'
  | 'any pod'
  /**
   * Every address. The addresses of pods are among them or not, depending on the network plugin; the comparison is made for
   * both.
   */
  | 'any address'
  /** Every pod of the namespace of the other end. */
  | 'pods of its namespace'
  /** Every pod of a namespace, such as `namespace ingress-nginx`. */
  | `namespace ${string}`
  /** Pods with the same labels but for the name of the release, in the same namespace. */
  | `${Workload} of another release`;

/** A row of a table: connections from each of `from` to each of `to`. It speaks for those pods of its system that it names. */
export interface Row<End extends string> {
  readonly from: End | readonly End[];
  readonly to: End | readonly End[];
  /** Ports of the destination: of the container, not of the Service in front of it. */
  readonly ports: readonly number[] | 'any';
  /** @default ['TCP'] */
  readonly protocols?: readonly ('TCP' | 'UDP')[];
  /** The environments that it holds in. @default - all */
  readonly environments?: readonly string[];
  /** Why the connection is there. */
  readonly because: string;
}

/** The table of a system. */
export interface Reachability {
  /** The connections without which something does not work: they are let through by both ends. */
  readonly needs: readonly Row<Party>[];
  /** What the system's policies let through beyond that, as they cannot say it more narrowly or are meant to be wider. */
  readonly allowances: readonly Row<Party | Group>[];
}
