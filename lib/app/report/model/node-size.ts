import { quoteForMessage } from '../../../engine/values/wording';
import { UserError } from '../../explain';
import { quantityOf } from '../../objects/quantity';

/** What a node has for pods. */
export interface NodeSize {
  /** In cores. */
  readonly cpu: number;
  /** In bytes. */
  readonly memory: number;
  /** As it is written: `4/16Gi`. */
  readonly text: string;
}

/** A size that each large cloud has: m5.xlarge of AWS, e2-standard-4 of Google, D4s of Azure. */
export const COMMON_NODE_SIZE = '4/16Gi';

/**
 * Reads the size of a node: CPU and memory as quantities of Kubernetes.
 *
 * @throws UserError when it is none
 */
export function nodeSizeOf(text: string): NodeSize {
  const [cpu, memory] = text.split('/').map(amountOf);
  if (cpu === undefined || memory === undefined || text.split('/').length !== 2)
    throw new UserError(
      `--node-size ${quoteForMessage(text)} is no size of a node; write CPU/memory, such as ${COMMON_NODE_SIZE}.`,
    );
  return { cpu, memory, text };
}

function amountOf(text: string): number | undefined {
  try {
    const amount = quantityOf(text);
    return amount > 0 && Number.isFinite(amount) ? amount : undefined;
  } catch {
    return undefined;
  }
}
