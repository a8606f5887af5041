/**
 * Who has to reach whom, in words that a reader can check: each stack has a table in the folder `tables`, written by hand from what
 * its software does. The tables render nothing, and name no environment. `test/network` computes from the rendered objects who does reach whom and compares
 * the two, in both directions.
 */
import type { StackName } from '../../lib/stacks/stacks';
import type { AnyCondition, Condition } from '../support/values-of';

/** The pods of a stack, by the name of their Deployment, StatefulSet or test. A name that no pod has fails the comparison. */
export type Workload = string;

/** Who is not of a stack and has something to do with one. */
export type Outsider =
  | 'ingress controller'
  | 'gateway'
  | 'Prometheus'
  | 'name service'
  | 'CI job'
  | 'model server'
  | 'model server outside'
  | 'API server'
  | 'Redis outside'
  | 'internet'
  | 'internet over IPv6';

/**
 * One end of a connection, a {@link Workload} or an {@link Outsider}; in what is let through beyond the needs also many in one
 * word, which {@link isGroup} knows:
 *
 * - `anything`: every pod of the cluster and every address;
 * - `any pod`;
 * - `any address`: the addresses of pods are among them or not, depending on the network plugin; the comparison is made for both;
 * - `pods of its namespace`: every pod of the namespace of the other end;
 * - `namespace NAME`: every pod of a namespace, such as `namespace ingress-nginx`;
 * - `WORKLOAD of another release`: pods with the same labels but for the name of the release, in the same namespace.
 */
export type End = Workload;

/** Whether an end stands for many, which a need must not. */
export function isGroup(end: End): boolean {
  const words = ['anything', 'any pod', 'any address', 'pods of its namespace'];
  return words.includes(end) || end.startsWith('namespace ') || end.endsWith(' of another release');
}

/** A row of a table: connections from each of `from` to each of `to`. It speaks for those pods of its stack that it names. */
export interface Row<When = AnyCondition> {
  readonly from: End | readonly End[];
  readonly to: End | readonly End[];
  /** Ports of the destination: of the container, not of the Service in front of it. */
  readonly ports: readonly number[] | 'any';
  /** @default ['TCP'] */
  readonly protocols?: readonly ('TCP' | 'UDP')[];
  /** In which environments it holds, by what the stack's values are there. @default - in all that have the stack */
  readonly when?: When;
  /** Why the connection is there. */
  readonly reason: string;
}

/** The table of a stack, or one that is known only when the program runs. */
export interface Reachability<Name extends StackName = never> {
  /** The connections without which something does not work: they are let through by both ends. */
  readonly needs: readonly Row<Condition<Name>>[];
  /** What the stack's policies let through beyond that, as they cannot say it more narrowly or are meant to be wider. */
  readonly allowances: readonly Row<Condition<Name>>[];
}

/** A change of a policy that makes no difference to who reaches whom, so that no comparison can notice it. */
export interface Redundant<Name extends StackName = never> {
  /** The policies' names. */
  readonly policy: RegExp;
  /** Which changes of it. */
  readonly what: RegExp;
  /** In which environments, by what the stack's values are there. @default - in all that have the policy */
  readonly when?: Condition<Name>;
  readonly reason: string;
}
