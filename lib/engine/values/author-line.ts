/** As many frames as there may be between an author's line and what it comes to. */
const FRAMES = 60;

/** A frame of a stack trace: the file, the line and the column. */
const FRAME = /(?:\(|at (?:async )?)(?:file:\/\/)?([^\s()][^()]*:\d+:\d+)\)?$/;

/** What no author of a stack has written, beside the engine and the constructs for Kubernetes. */
const OTHERS = /^(node:|<anonymous>|native )|[\\/]node_modules[\\/](constructs|cdk8s|cdk8s-plus-\d+)[\\/]/;

/**
 * Where the author of a stack wrote something: the line that called the engine, or a construct for Kubernetes. It is looked for only when
 * somebody asks, so that it costs next to nothing to remember.
 */
export class AuthorLine {
  private readonly trace: { readonly stack?: string } = {};

  constructor() {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    Error.captureStackTrace(this.trace, AuthorLine);
    Error.stackTraceLimit = limit;
  }

  /** `FILE:LINE:COLUMN`, from the folder that the program is run in; nothing where no author is among the callers. */
  get place(): string | undefined {
    const place = placesIn(this.trace.stack).find((one) => !OTHERS.test(one) && !OURS.test(one));
    const here = `${process.cwd()}/`;
    return place?.startsWith(here) === true ? place.slice(here.length) : place;
  }
}

function placesIn(trace = ''): readonly string[] {
  return trace.split('\n').flatMap((line) => FRAME.exec(line)?.[1] ?? []);
}

/**
 * The files of the engine and of the constructs for Kubernetes. This module knows its own name as traces have it: in this repository it is
 * the source's, whatever runs it, and in the package that of a file with the whole engine in it.
 */
function ours(): RegExp {
  const { stack } = new Error();
  const [self = ''] = placesIn(stack);
  const [, root] = /^(.*[\\/]lib)[\\/]engine[\\/]values[\\/]author-line\.[jt]s:/.exec(self) ?? [];
  const [prefix, names] =
    root === undefined
      ? [self.replace(/[^\\/]*$/, ''), '(engine|kubernetes)\\.js:']
      : [root, '[\\\\/](engine|kubernetes)[\\\\/]'];
  return new RegExp(`^${prefix.replace(/[^\w]/g, '\\$&')}${names}`);
}

const OURS = ours();
