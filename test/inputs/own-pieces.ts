/**
 * Problems that only a user's own piece of a Kubernetes object can make: its type is checked, and not what it refers to. They are left to the
 * API server, whose sentence names the field.
 */
const OF_OWN_PIECES = [/: a peer is not one thing$/, /: the container has no port /];

/** Problems without those of pieces that are the user's own. */
export function withoutOwnPieces(problems: readonly string[]): string[] {
  return problems.filter((problem) => !OF_OWN_PIECES.some((own) => own.test(problem)));
}
