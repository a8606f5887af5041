import type { Where } from '../commands/shell';

/** What a step of a Markdown file has at hand. */
export interface ReadmeContext extends Where {
  /** The namespace of commands that name none. */
  readonly namespace: string;
}
