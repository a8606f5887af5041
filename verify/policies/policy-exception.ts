import type { AnyCondition } from '../../test/support/values-of';

/** What looks at the manifests: two well-known sets of rules, and `conftest` with the rules of this project. */
export type PolicyTool = 'kube-score' | 'checkov' | 'conftest';

/**
 * Something that a policy asks for and a stack does not do, with the reason.
 *
 * Each stack has a list of them in the folder `exceptions`, one line each. `npx jest --config verify/jest.config.js verify/policies` fails for
 * what no line covers and for a line that covers nothing, or not in all the environments that it is for. No line names an environment:
 * it says by values where it holds, so an environment that is added needs none of its own.
 */
export interface PolicyException<When = AnyCondition> {
  readonly tool: PolicyTool;
  /** What the tool calls the check, such as `CKV_K8S_43`. */
  readonly check: string;
  /**
   * What it is for: `Kind/name` for an object with all its containers, `Kind/name/container` for one of those. A `*` stands
   * for any part of a name.
   */
  readonly objects: readonly string[];
  /**
   * In which environments it is for the objects, by what the stack's values are there.
   *
   * @default - in all that have the objects
   */
  readonly when?: When;
  /** Why the stack does not do it, as a sentence without its first capital and its full stop. */
  readonly reason: string;
}

/** Reasons that several stacks have. */
export const reason = {
  versions: 'images are named by version; the digest is for whoever mirrors them to a registry to pin',
  kept: 'a version does not change, so a node that has the image starts the pod without asking the registry',
  environmentOnly:
    'the software reads it from an environment variable and from no file; it comes from a Secret',
  bounded:
    'the root file system is read-only; what can be written are volumes, each with a limit of its own, after which the pod is evicted',
  spread:
    'topologySpreadConstraints spread the pods over nodes and zones, and work with more pods than nodes',
  service: 'there is one pod, which is reached through its Service; nobody asks for pods by name',
  selected:
    'its document, and the commands in it, select the pods by the label app; it is in no other pod of the namespace',
} as const;
