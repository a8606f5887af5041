import { InputError } from '../engine/values/input-error';

/** Something that a user did wrong, in a sentence that says what would be right. */
export class UserError extends InputError {}

/** Does something, and says of an error that is a mistake of ours where it was. Those of users say so themselves. */
export function within<Result>(place: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof Error && !(error instanceof InputError))
      error.message = `${place}: ${error.message}`;
    throw error;
  }
}

/** An error as people should see it: their own mistakes as a sentence, ours with all that helps to find them, what it is last. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof InputError) return error.message;
  return error.stack === undefined ? error.message : `${error.stack}\n${error.name}: ${error.message}`;
}
