import type { Document, Node } from 'yaml';

/** Where a node begins in its text. */
export function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}

/** Where a node ends in its text, without the space and the comments after it. */
export function endOf(node: Node): number {
  return node.range?.[1] ?? 0;
}

/** Whether a document has no values, and nothing that stands for them. */
export function isEmpty(document: Document.Parsed | undefined): boolean {
  if (!document?.contents) return true;
  const { range, anchor, tag } = document.contents;
  return range[0] === range[1] && anchor === undefined && tag === undefined;
}
