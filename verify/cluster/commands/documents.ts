import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readDocuments } from '../../../test/acceptance/document';
import type { StackName } from '../../../lib/stacks/stacks';

/** A command as a document has it, word for word and with its line breaks. */
export interface DocumentedCommand {
  readonly id: string;
  readonly document: StackName;
  readonly line: string;
  /** Whether the acceptance tests check in a rendering what it expects; what only people can judge does not count. */
  readonly checkedInRendering: boolean;
}

const Commands = z.object({
  commands: z.array(
    z.object({ id: z.string(), command: z.string(), expects: z.array(z.object({ op: z.string() })) }),
  ),
});
const FOLDER = path.resolve(__dirname, '../../../test/acceptance');

/** All commands of all documents, by id. */
export const COMMANDS: ReadonlyMap<string, DocumentedCommand> = new Map(
  readDocuments().flatMap(({ stack }) =>
    // The reader of documents puts commands on one line, which is not what people copy.
    Commands.parse(JSON.parse(readFileSync(path.join(FOLDER, `${stack}.json`), 'utf8'))).commands.map(
      ({ id, command, expects }) => {
        const checkedInRendering = expects.some(({ op }) => op !== 'manual');
        return [id, { id, document: stack, line: command, checkedInRendering }] as const;
      },
    ),
  ),
);

/** The values that a document's profile stands for, such as `J.plain`. */
export function valuesOfProfile(document: StackName, profile: string): readonly Record<string, unknown>[] {
  const [found] = readDocuments().filter(({ stack }) => stack === document);
  const values = found?.profiles.get(profile)?.values;
  if (values === undefined)
    throw new Error(`The document of ${document} has no profile ${profile} with values.`);
  return values.filter((part) => typeof part !== 'string');
}
