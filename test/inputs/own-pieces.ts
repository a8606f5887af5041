/**
 * Problems that only a user's own piece of a Kubernetes object can make: its type is checked, and not what it refers to. They are left to the
 * API server, whose sentence names the field.
 */
const OF_OWN_PIECES = [
  /: a peer is not one thing$/,
  /: the container has no port /,
  // In the words of the API server.
  /must specify a peer/,
  /spec\.rules\[\d+\]\.matches\[\d+\]\.headers\[\d+\]: Duplicate value/,
  // What a cluster has: two families of addresses, devices.
  /not configured (for dual-stack services|on this cluster)/,
  /nvidia\.com\/gpu/,
];

/** Problems without those of pieces that are the user's own. */
export function withoutOwnPieces(problems: readonly string[]): string[] {
  return problems.filter((problem) => !OF_OWN_PIECES.some((own) => own.test(problem)));
}
