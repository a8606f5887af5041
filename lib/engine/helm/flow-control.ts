import { nodeOf, When, type Condition, type Expr, type Loop, type Tree } from '../template/nodes';
import { holding, identityOf, negated, remaining, withinLoop } from './condition';
import { fold } from './fold';
import { goCondition, type Surroundings } from './go-expression';
import { escapeBraces } from './scalar';

// Shorter than code may be: sentences are read, not scanned.
const COMMENT_LENGTH = 118;

/** The lines of a template and Helm's flow control among them: `if`, `else if`, `else`, `with` and `range`, each condition asked once. */
export class FlowControl {
  protected readonly written: string[] = [];
  /** The `if` without an `else` that has ended last: before which line, and what it has asked. */
  private closed: { indent: number; condition: Condition; line: number; code: string } | undefined;

  /** Index of the last line that is of a string. */
  private lastText: number | undefined;

  constructor(protected readonly chart: string) {}

  /** What has been written, with a line break at the end. */
  toString(): string {
    return `${this.written.join('\n')}\n`;
  }

  /** The surroundings at the top of a file. */
  top(): Surroundings {
    return { chart: this.chart, atRoot: true };
  }

  /** Writes one line as it is, or several where its actions are too long for one. */
  line(indent: number, content: string): void {
    if (content.startsWith('{{-')) this.keepWhiteSpace();
    this.written.push(...(content === '' ? [''] : fold(' '.repeat(indent) + content)));
  }

  /** Writes one line of a string: what is too long in it is the author's. */
  protected text(indent: number, content: string): void {
    this.written.push(content === '' ? '' : ' '.repeat(indent) + content);
    this.lastText = this.written.length - 1;
  }

  /** Keeps an action that trims from removing white space of a string: a blank line, or white space at the end of a line, before it. */
  private keepWhiteSpace(): void {
    const last = this.written.at(-1);
    if (last !== undefined && this.lastText === this.written.length - 1 && /(^|\s)$/.test(last))
      this.written[this.lastText] = `${last}{{ "" }}`;
  }

  /** Writes what is there only while a condition holds, as far as an `if` around has not asked for it. */
  onlyIf(indent: number, condition: Condition, at: Surroundings, body: (inside: Surroundings) => void): void {
    this.decide(indent, new When(condition, undefined), at, (_, inside) => body(inside));
  }

  /** Writes one of two things or, where another decision is the second, one of many: `if`, `else if` and `else`. */
  decide(
    indent: number,
    { condition, then, otherwise }: When<unknown>,
    at: Surroundings,
    write: (side: Tree, inside: Surroundings) => void,
  ): void {
    const asked = remaining(condition, at);
    if (asked === true) return write(then, at);
    if (asked === false) return otherwise === undefined ? undefined : write(otherwise, at);
    const inElse = this.open(indent, asked, at, otherwise !== undefined);
    write(then, holding(condition, holding(asked, at)));
    this.elseDecide(indent, otherwise, holding(negated(condition), holding(negated(asked), at)), write);
    this.line(indent, '{{- end }}');
    if (otherwise === undefined && !inElse)
      this.closed = { indent, condition: asked, line: this.written.length, code: identityOf(asked, at) };
  }

  private elseDecide(
    indent: number,
    otherwise: Tree,
    at: Surroundings,
    write: (side: Tree, inside: Surroundings) => void,
  ): void {
    if (otherwise === undefined) return;
    const node = nodeOf(otherwise);
    if (node.kind !== 'when') {
      this.line(indent, '{{- else }}');
      return write(otherwise, at);
    }
    const asked = remaining(node.condition, at);
    if (asked === false) return this.elseDecide(indent, node.otherwise, at, write);
    if (asked === true) return this.elseDecide(indent, node.then, at, write);
    this.line(indent, `{{- else if ${goCondition(asked, at)} }}`);
    write(node.then, holding(node.condition, holding(asked, at)));
    this.elseDecide(
      indent,
      node.otherwise,
      holding(negated(node.condition), holding(negated(asked), at)),
      write,
    );
  }

  /**
   * Opens an `if`, or goes on with the one before it where that has asked the same, or the opposite.
   *
   * @returns whether it is the `else` of another one
   */
  private open(indent: number, condition: Condition, at: Surroundings, hasElse: boolean): boolean {
    const { closed } = this;
    // Within this `if` lines are counted anew: none of them is the end of that one.
    this.closed = undefined;
    if (closed?.line === this.written.length && closed.indent === indent && !hasElse) {
      if (closed.code === identityOf(condition, at)) {
        this.written.pop();
        return false;
      }
      if (identityOf(negated(closed.condition), at) === identityOf(condition, at)) {
        this.written[this.written.length - 1] = `${' '.repeat(indent)}{{- else }}`;
        return true;
      }
    }
    this.line(indent, `{{- if ${goCondition(condition, at)} }}`);
    return false;
  }

  /** Writes the reason for what follows, as a YAML comment. */
  comment(indent: number, text: string): void {
    for (const line of wrap(text, COMMENT_LENGTH - indent)) this.line(indent, `# ${escapeBraces(line)}`);
  }

  /** Writes what is there once for each item of a list or entry of a map. */
  loop(indent: number, each: Loop, at: Surroundings, body: (inside: Surroundings) => void): void {
    const { key, item } = each.variables;
    const names = key ? `$${key.name}, $${item.name}` : `$${item.name}`;
    this.line(indent, `{{- range ${names} := ${goCondition(each.source, at)} }}`);
    body(withinLoop(each.variables, at));
    this.line(indent, '{{- end }}');
  }

  /** Writes what is there only while a value is not empty, with the value bound to the dot. */
  protected withDot(
    indent: number,
    value: Expr<unknown>,
    at: Surroundings,
    body: (inside: Surroundings) => void,
  ): void {
    // An `if` around has asked, or another `with`.
    if (remaining(value, at) === true) return body(at);
    this.line(indent, `{{- with ${goCondition(value, at)} }}`);
    body({ ...holding(value, at), atRoot: false, dot: value });
    this.line(indent, '{{- end }}');
  }

  /** What follows does not go on with an `if` before it: it is another item of a list. */
  protected startAnew(): void {
    this.closed = undefined;
  }
}

/** A sentence in lines of at most so many characters; YAML ends a comment at more control characters than JavaScript has white space. */
function wrap(text: string, length: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(/[\s\p{Cc}]+/u)) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length > length) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}
