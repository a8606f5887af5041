import { AuthorError, inField } from '../template/author-error';
import { isListExpr } from '../template/expression';
import {
  impossible,
  NODE,
  nodeOf,
  When,
  type Condition,
  type Expr,
  type Include,
  type Loop,
  type Tree,
} from '../template/nodes';
import type { Shape } from '../values/declaration';
import { scalarString } from '../values/merge';
import { quoted } from '../yaml/scalar';
import { holding, identityOf, negated, remaining, withinLoop } from './condition';
import { fold, MAXIMUM_LENGTH } from './fold';
import { goArgument, goCondition, goExpression, helperName, type Surroundings } from './go-expression';
import { mayBeEmpty, presenceOf } from './presence';
import { escapeBraces, goInline, goScalar, isBlockString, isScalar, literal } from './scalar';

const STEP = 2;
// Shorter than code may be: sentences are read, not scanned.
const COMMENT_LENGTH = 118;

/** Writes trees down as Helm templates, line by line, the way a person would. */
export class TemplateWriter {
  private readonly written: string[] = [];
  /** The `if` without an `else` that has ended last: before which line, and what it has asked. */
  private closed: { indent: number; condition: Condition; line: number; code: string } | undefined;

  constructor(private readonly chart: string) {}

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
    this.written.push(...(content === '' ? [''] : fold(' '.repeat(indent) + content)));
  }

  /** Writes one line of a string: what is too long in it is the author's. */
  private text(indent: number, content: string): void {
    this.written.push(content === '' ? '' : ' '.repeat(indent) + content);
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

  /**
   * Writes the keys of a map.
   *
   * @throws AuthorError when the tree is not right; it knows the field in the tree
   */
  map(indent: number, tree: Tree, at: Surroundings): void {
    const node = nodeOf(tree);
    switch (node.kind) {
      case 'map':
        return this.properties(indent, Object.entries(node.entries), at);
      case 'pair': {
        const { key, value } = node;
        return inField(goExpression(key, at), () => this.property(indent, goScalar(key, at), value, at));
      }
      case 'merged':
        for (const part of node.parts) this.map(indent, part, at);
        return;
      case 'include':
        return this.include(indent, node, at);
      case 'expression':
        return this.passOnEntries(indent, node.expression, at);
      case 'when':
        return this.decide(indent, node, at, (side, inside) => this.map(indent, side, inside));
      case 'commented':
        this.comment(indent, node.comment);
        return this.map(indent, node.tree, at);
      case 'each':
        return this.loop(indent, node, at, (inside) => this.map(indent, node.body, inside));
      case 'neverEmpty':
        return this.map(indent, node.tree, at);
      case 'absent':
      case 'scalar':
      case 'wrapped':
      case 'list':
      case 'lines':
        throw new AuthorError('A map was expected in a template.');
      default:
        return impossible(node);
    }
  }

  private include(indent: number, { helper }: Include<unknown>, at: Surroundings): void {
    const code = `include ${quoted(helperName(this.chart, helper.name))} ${at.atRoot ? '.' : '$'}`;
    this.line(indent, indent === 0 ? `{{ ${code} }}` : `{{- ${code} | nindent ${String(indent)} }}`);
  }

  private properties(indent: number, entries: readonly (readonly [string, Tree])[], at: Surroundings): void {
    for (const [key, value] of entries)
      if (value !== undefined) inField(key, () => this.property(indent, literal(key), value, at));
  }

  private property(
    indent: number,
    key: string,
    value: Tree,
    at: Surroundings,
    comments: readonly string[] = [],
  ): void {
    const node = nodeOf(value);
    if (node.kind === 'commented')
      return this.property(indent, key, node.tree, at, [...comments, node.comment]);
    const present = (inside: Surroundings): void => {
      for (const comment of comments) this.comment(indent, comment);
      this.present(indent, key, value, inside);
    };
    if (node.kind === 'when' && node.otherwise === undefined) {
      const { condition, then } = node;
      // Where only the value's own emptiness decides, `with` binds it to the dot.
      if (then === condition)
        return this.withDot(indent, condition, at, (inside) => {
          for (const comment of comments) this.comment(indent, comment);
          this.present(indent, key, condition, inside);
        });
      return this.decide(indent, node, at, (side, inside) =>
        this.property(indent, key, side, inside, comments),
      );
    }
    if (node.kind === 'expression' && mayBeEmpty(node.expression))
      return this.withDot(indent, node.expression, at, present);
    const presence = presenceOf(value);
    if (presence === true) present(at);
    else this.onlyIf(indent, presence, at, present);
  }

  /** Writes what is there only while a value is not empty, with the value bound to the dot. */
  private withDot(
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

  /** Writes a property that is there. */
  private present(indent: number, key: string, value: Tree, at: Surroundings): void {
    if (isBlockString(value)) {
      this.line(indent, `${key}: |`);
      this.textBlock(indent + STEP, value);
      return;
    }
    const node = nodeOf(value);
    if (isScalar(value)) {
      const line = `${key}: ${goScalar(value, at)}`;
      if (node.kind !== 'when' || indent + line.length <= MAXIMUM_LENGTH) return this.line(indent, line);
      return this.decide(indent, node, at, (side, inside) => this.present(indent, key, side, inside));
    }
    if (node.kind === 'lines') {
      this.line(indent, `${key}: |`);
      this.lines(indent + STEP, value, at);
      return;
    }
    if (node.kind === 'list' && node.items.length === 0) return this.line(indent, `${key}: []`);
    if (isEmptyMap(value)) return this.line(indent, `${key}: {}`);
    this.line(indent, `${key}:`);
    this.block(indent + STEP, value, at);
  }

  /** Writes a map or list, or the decision between two. */
  private block(indent: number, value: Tree, at: Surroundings): void {
    const node = nodeOf(value);
    switch (node.kind) {
      case 'when':
        return this.decide(indent, node, at, (side, inside) => this.block(indent, side, inside));
      case 'commented':
        this.comment(indent, node.comment);
        return this.block(indent, node.tree, at);
      case 'neverEmpty':
        return this.block(indent, node.tree, at);
      case 'list':
        if (node.items.length === 0) return this.line(indent, '[]');
        return node.items.forEach((item, index) => inField(index, () => this.item(indent, item, at)));
      case 'map':
        return isEmptyMap(value) ? this.line(indent, '{}') : this.map(indent, value, at);
      case 'expression':
        return this.passOn(indent, node.expression, at);
      case 'absent':
      case 'scalar':
      case 'wrapped':
      case 'pair':
      case 'merged':
      case 'include':
      case 'each':
      case 'lines':
        return this.map(indent, value, at);
      default:
        return impossible(node);
    }
  }

  /** Writes one item of a list, or as many as it stands for. */
  private item(indent: number, item: Tree, at: Surroundings): void {
    const node = nodeOf(item);
    switch (node.kind) {
      case 'absent':
        return;
      case 'when':
        return this.decide(indent, node, at, (side, inside) => this.item(indent, side, inside));
      case 'commented':
        this.comment(indent, node.comment);
        return this.item(indent, node.tree, at);
      case 'each':
        return this.loop(indent, node, at, (inside) => this.item(indent, node.body, inside));
      case 'list':
        for (const inner of node.items) this.item(indent, inner, at);
        return;
      case 'expression': {
        const { expression } = node;
        if (!isListExpr(expression)) return this.oneItem(indent, item, at);
        return this.passOnEntries(indent, expression, at);
      }
      case 'scalar':
      case 'wrapped':
      case 'map':
      case 'pair':
      case 'merged':
      case 'include':
      case 'neverEmpty':
      case 'lines':
        return this.oneItem(indent, item, at);
      default:
        return impossible(node);
    }
  }

  private oneItem(indent: number, item: Tree, at: Surroundings): void {
    if (isBlockString(item)) {
      this.line(indent, '- |');
      this.textBlock(indent + STEP, item);
    } else if (isScalar(item)) this.line(indent, `- ${goScalar(item, at)}`);
    else if (isEmptyMap(item)) this.line(indent, '- {}');
    else this.itemMap(indent, item, at);
  }

  /** Writes a map as an item: its first property beside the dash, the others below. */
  private itemMap(indent: number, item: Tree, at: Surroundings): void {
    // An `if` of this item does not go on with one of the item before.
    this.closed = undefined;
    let from = this.written.length;
    this.map(indent + STEP, item, at);
    // The reason for the first property stands above the dash.
    const comments = this.written.slice(from).findIndex((line) => !line.trimStart().startsWith('# '));
    for (let index = from; index < from + comments; index += 1)
      this.written[index] = this.written[index]?.slice(STEP) ?? '';
    from += comments;
    const first = this.written[from] ?? '';
    if (first.includes('{{-'))
      throw new AuthorError('The first property of a list item must always be there.');
    this.written[from] = `${' '.repeat(indent)}- ${first.trimStart()}`;
  }

  /** Writes the items of a list or the entries of a map of the user among others, which may be none. */
  private passOnEntries(indent: number, value: Expr<unknown>, at: Surroundings): void {
    if (at.dot === value || quotedOneByOne(value[NODE].shape)) this.passOn(indent, value, at);
    else this.withDot(indent, value, at, (inside) => this.passOn(indent, value, inside));
  }

  /** Writes a list or map of the user as it is. */
  private passOn(indent: number, value: Expr<unknown>, at: Surroundings): void {
    const { shape } = value[NODE];
    if (quotedOneByOne(shape)) {
      const names = shape.type === 'map' ? '$key, $value' : '$value';
      this.line(indent, `{{- range ${names} := ${goCondition(value, at)} }}`);
      this.line(
        indent,
        shape.type === 'map' ? '{{ $key | quote }}: {{ $value | quote }}' : '- {{ $value | quote }}',
      );
      this.line(indent, '{{- end }}');
    } else if (survivesToYaml(shape)) {
      this.line(indent, `{{- toYaml ${goArgument(value, at)} | nindent ${String(indent)} }}`);
    } else {
      const code = goExpression(value, { chart: at.chart, atRoot: true });
      throw new AuthorError(
        `${code} holds strings that toYaml may change; write it item by item with each().`,
      );
    }
  }

  private textBlock(indent: number, text: string): void {
    for (const line of text.slice(0, -1).split('\n')) this.text(indent, escapeBraces(line));
  }

  /** Writes a string line by line. */
  lines(indent: number, tree: Tree, at: Surroundings): void {
    const node = nodeOf(tree);
    switch (node.kind) {
      case 'absent':
        return;
      case 'lines':
        for (const line of node.lines) this.lines(indent, line, at);
        return;
      case 'when':
        return this.decide(indent, node, at, (side, inside) => this.lines(indent, side, inside));
      case 'each':
        return this.loop(indent, node, at, (inside) => this.lines(indent, node.body, inside));
      case 'expression':
        return this.text(indent, goInline(node.expression, at));
      case 'scalar':
        return this.text(indent, escapeBraces(scalarString(node.value)));
      case 'wrapped':
      case 'list':
      case 'map':
      case 'pair':
      case 'merged':
      case 'include':
      case 'neverEmpty':
      case 'commented':
        throw new AuthorError('A line was expected.');
      default:
        return impossible(node);
    }
  }
}

function isEmptyMap(tree: Tree): boolean {
  const node = nodeOf(tree);
  return node.kind === 'map' && Object.keys(node.entries).length === 0;
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

/** `toYaml` of strings with odd white space does not survive indentation; quoted one by one they do. */
function quotedOneByOne(shape: Shape): boolean {
  const entry =
    shape.type === 'list' ? shape.item.shape : shape.type === 'map' ? shape.entry.shape : undefined;
  return entry?.type === 'string' && !entry.yamlSafe;
}

/** Whether all strings in a shape are such that `toYaml` and indentation leave them as they are. */
function survivesToYaml(shape: Shape): boolean {
  switch (shape.type) {
    case 'string':
      return shape.yamlSafe;
    case 'section':
      return Object.values(shape.fields).every((field) => survivesToYaml(field.shape));
    case 'list':
      return survivesToYaml(shape.item.shape);
    case 'map':
      return survivesToYaml(shape.entry.shape);
    case 'integer':
    case 'boolean':
    // The words of the Kubernetes API, whose strings are on one line each.
    case 'object':
      return true;
  }
}
