import { formatPath } from '../values/sources';

/** Where in a stack's code a mistake is. */
interface Place {
  /** The chart's name. */
  readonly stack?: string;
  /** A resource by its kind and the path of its construct, a helper, the notes or the validation. */
  readonly part?: string;
  /** The field in it. */
  readonly path: readonly (string | number)[];
}

/**
 * A mistake in a stack's code that no type catches, found when the stack is built, written down as a chart or rendered. The
 * message names stack, resource and field: whoever finds the mistake deep down knows the reason only, and the callers add
 * the place as the error passes them.
 */
export class AuthorError extends Error {
  constructor(
    readonly reason: string,
    private readonly place: Place = { path: [] },
    options?: { readonly cause?: unknown },
  ) {
    super([...describeObject(place), reason].join(': '), options);
  }

  /** The error, in a field of what is known so far. */
  inField(step: string | number): AuthorError {
    // A helper is a part of its own, wherever it is included.
    if (this.place.part !== undefined) return this;
    return this.at({ ...this.place, path: [step, ...this.place.path] });
  }

  /** The error, in a part of a stack. */
  inPart(part: string, stack?: string): AuthorError {
    return this.at({ part, ...(stack === undefined ? {} : { stack }), ...this.place });
  }

  private at(place: Place): AuthorError {
    return new AuthorError(this.reason, place, { cause: this.cause ?? this });
  }
}

function describeObject({ stack, part, path }: Place): string[] {
  const inStack = [part, formatPath(path)].filter((step) => step !== undefined && step !== '').join(', ');
  return [stack ?? '', inStack].filter((step) => step !== '');
}

/** Runs what may find a mistake in a field. */
export function inField<T>(step: string | number, run: () => T): T {
  return adding((error) => error.inField(step), run);
}

/** Runs what may find a mistake in a part of a stack. */
export function inPart<T>(part: string, stack: string | undefined, run: () => T): T {
  return adding((error) => error.inPart(part, stack), run);
}

function adding<T>(place: (error: AuthorError) => AuthorError, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof AuthorError ? place(error) : error;
  }
}
