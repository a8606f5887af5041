/** A statement that we do otherwise on purpose. */
export interface Deviation {
  /** The id of the row or command. */
  readonly row: string;
  /** Which of its assertions, from 0. */
  readonly assertion: number;
  /** The keys of the stated map that are otherwise, while the others hold. Without it, all is otherwise. */
  readonly keys?: readonly string[];
  readonly reason: string;
  /** Where the project's users read about it. */
  readonly document: `docs/${string}.md#${string}`;
}

const RELAY_IMAGE = {
  reason:
    'The stated image ghcr.io/your-username/claude-relay-service is a placeholder that nobody can pull. ' +
    'The default is the image that the project publishes, ghcr.io/wei-shaw/claude-relay-service.',
  document: 'docs/deviations.md#claude-relay-image-repository',
} as const;

/** All of them. One that is no longer needed makes a test fail, as does one that is missing. */
export const DEVIATIONS: readonly Deviation[] = [
  { row: 'R-009', assertion: 0, keys: ['image.repository'], ...RELAY_IMAGE },
  { row: 'R-037', assertion: 0, keys: ['image.repository'], ...RELAY_IMAGE },
  { row: 'R-039', assertion: 0, ...RELAY_IMAGE },
  { row: 'R-039', assertion: 1, ...RELAY_IMAGE },
];
