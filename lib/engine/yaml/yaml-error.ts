/** What a text has that keeps it from being read, where it is, and what would be right, to follow the text's name. */
export class YamlError extends Error {}

/** A {@link YamlError} that knows its place as an offset in the text. */
export class YamlProblem extends Error {
  /**
   * @param what what the text has, such as `a tab`
   * @param right what would be right
   */
  constructor(
    readonly what: string,
    readonly right: string,
    readonly offset: number,
  ) {
    super(what);
  }

  /** The sentence, given the line of the offset. */
  inLine(line: number): YamlError {
    return new YamlError(`has ${this.what} in line ${String(line)}; ${this.right}.`);
  }
}
