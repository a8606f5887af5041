import { AuthorError, inField } from '../values/author-error';
import { isListExpr, isOptionalZero } from '../template/expression';
import { isGiven } from '../template/operators';
import { impossible, NODE, nodeOf, type Expr, type Include, type Tree } from '../template/nodes';
import type { Shape } from '../values/declaration';
import { scalarString } from '../values/merge';
import { quoted } from '../yaml/scalar';
import { FlowControl } from './flow-control';
import { MAXIMUM_LENGTH } from './fold';
import { goArgument, goCondition, goExpression, helperName, type Surroundings } from './go-expression';
import { mayBeEmpty, presenceOf } from './presence';
import { escapeBraces, goInline, goScalar, isBlockString, isScalar, literal } from './scalar';

const STEP = 2;

/** Writes trees down as Helm templates, line by line, the way a person would. */
export class TemplateWriter extends FlowControl {
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
    if (node.kind === 'expression' && mayBeEmpty(node.expression) && !isOptionalZero(node.expression))
      return this.withDot(indent, node.expression, at, present);
    const presence = presenceOf(value);
    if (presence === true) present(at);
    else this.onlyIf(indent, presence, at, present);
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
        if (isListExpr(expression)) return this.passOnEntries(indent, expression, at);
        // What may be absent is no item then.
        if (isOptionalZero(expression))
          return this.onlyIf(indent, isGiven(expression), at, (inside) => this.oneItem(indent, item, inside));
        if (isScalar(item) && mayBeEmpty(expression))
          return this.withDot(indent, expression, at, (inside) => this.oneItem(indent, item, inside));
        return this.oneItem(indent, item, at);
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
    this.startAnew();
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
