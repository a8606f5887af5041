import { RequiredValueError } from '../engine/manifests/evaluate';
import { ValidationError } from '../engine/manifests/render';
import { ValuesError } from '../engine/values/check';
import { SetFlagError } from '../engine/values/set-flag';

/** Something that a user did wrong, in a sentence that says what would be right. */
export class UserError extends Error {}

const EXPECTED = [UserError, ValuesError, ValidationError, RequiredValueError, SetFlagError];

/** An error as people should see it: their own mistakes as a sentence, ours with all that helps to find them. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.some((kind) => error instanceof kind)) return error.message;
  return error.stack ?? error.message;
}
