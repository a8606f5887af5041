import { formatPath } from './sources';
import { AuthorLine } from './author-line';

/** Where in a stack's code a mistake is. */
interface Place extends Partial<Part> {
  /** The field in it. */
  readonly path: readonly (string | number)[];
}

/** A part of a stack. */
export interface Part {
  /** A resource by its kind and the path of its construct, a helper, the notes or the validation. */
  readonly part: string;
  /** The chart's name. */
  readonly stack?: string | undefined;
  /** Where it is written; nothing where its lines come from several places. */
  readonly written?: AuthorLine | undefined;
}

/**
 * A mistake in a stack's code that no type catches, found when the stack is built, written down as a chart or rendered. The
 * message names stack, resource, field and the line of the author: whoever finds the mistake deep down knows the reason only, and the
 * callers add the place as the error passes them.
 */
export class AuthorError extends Error {
  constructor(
    readonly reason: string,
    private readonly place: Place = { path: [], written: new AuthorLine() },
    options?: { readonly cause?: unknown },
  ) {
    super([...describeObject(place), reason].join(': ') + describeLine(place), options);
  }

  /** The error, in a field of what is known so far. */
  inField(step: string | number): AuthorError {
    // A helper is a part of its own, wherever it is included.
    if (this.place.part !== undefined) return this;
    return this.at({ ...this.place, path: [step, ...this.place.path] });
  }

  /** The error, in a part of a stack. */
  inPart({ part, stack, written }: Part): AuthorError {
    // The innermost part is what is wrong. Who asked for it to be rendered is another line than who wrote it.
    const place = this.place.part === undefined ? { ...this.place, part, written } : this.place;
    return this.at({ ...place, stack: this.place.stack ?? stack });
  }

  private at(place: Place): AuthorError {
    return new AuthorError(this.reason, place, { cause: this.cause ?? this });
  }
}

function describeObject({ stack, part, path }: Place): string[] {
  const inStack = [part, formatPath(path)].filter((step) => step !== undefined && step !== '').join(', ');
  return [stack ?? '', inStack].filter((step) => step !== '');
}

function describeLine({ written }: Place): string {
  const place = written?.place;
  return place === undefined ? '' : ` (${place})`;
}

/** A helper as a part of a stack. */
export function helperPart({
  name,
  written,
}: {
  readonly name: string;
  readonly written?: AuthorLine;
}): Part {
  return { part: `helper ${name}`, written };
}

/** Runs what may find a mistake in a field. */
export function inField<T>(step: string | number, run: () => T): T {
  return adding((error) => error.inField(step), run);
}

/** Runs what may find a mistake in a part of a stack. */
export function inPart<T>(part: Part, run: () => T): T {
  return adding((error) => error.inPart(part), run);
}

function adding<T>(place: (error: AuthorError) => AuthorError, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof AuthorError ? place(error) : error;
  }
}
