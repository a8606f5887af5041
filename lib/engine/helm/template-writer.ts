import { AuthorError, inField } from '../template/author-error';
import { isListExpr } from '../template/expression';
import {
  impossible,
  NODE,
  nodeOf,
  When,
  type Expr,
  type Include,
  type Loop,
  type Tree,
} from '../template/nodes';
import type { Shape } from '../values/declaration';
import { scalarString } from '../values/merge';
import { quoted } from '../yaml/scalar';
import { goArgument, goExpression, helperName, type Surroundings } from './go-expression';
import { mayBeEmpty, presenceOf } from './presence';
import { escapeBraces, goInline, goScalar, isBlockString, isScalar, literal } from './scalar';

const STEP = 2;

/** Writes trees down as Helm templates, line by line, the way a person would. */
export class TemplateWriter {
  private readonly written: string[] = [];

  constructor(private readonly chart: string) {}

  /** What has been written, with a line break at the end. */
  toString(): string {
    return `${this.written.join('\n')}\n`;
  }

  /** The surroundings at the top of a file. */
  top(): Surroundings {
    return { chart: this.chart, atRoot: true };
  }

  /** Writes one line as it is. */
  line(indent: number, content: string): void {
    this.written.push(content === '' ? '' : ' '.repeat(indent) + content);
  }

  /** Writes what is there only while a condition holds. */
  onlyIf(indent: number, code: string, body: () => void, otherwise?: () => void): void {
    this.line(indent, `{{- if ${code} }}`);
    body();
    if (otherwise) {
      this.line(indent, '{{- else }}');
      otherwise();
    }
    this.line(indent, '{{- end }}');
  }

  /** Writes what is there once for each item of a list or entry of a map. */
  loop(indent: number, each: Loop, at: Surroundings, body: (inside: Surroundings) => void): void {
    const { key, item } = each.variables;
    const names = key ? `$${key.name}, $${item.name}` : `$${item.name}`;
    this.line(indent, `{{- range ${names} := ${goExpression(each.source, at)} }}`);
    body({ chart: at.chart, atRoot: false });
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
        return this.decision(indent, node, at, (side, inside) => this.map(indent, side, inside));
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

  /** Writes properties; those in a row that hang on the same condition share one `if`. */
  private properties(indent: number, entries: readonly (readonly [string, Tree])[], at: Surroundings): void {
    let rest = entries.filter(([, value]) => value !== undefined);
    while (rest.length > 0) {
      const [first] = rest;
      if (!first) break;
      const condition = sharedCondition(first[1], at);
      if (condition === undefined) {
        inField(first[0], () => this.property(indent, literal(first[0]), first[1], at));
        rest = rest.slice(1);
        continue;
      }
      const end = rest.findIndex(([, value]) => sharedCondition(value, at) !== condition);
      const together = rest.slice(0, end < 0 ? rest.length : end);
      const properties = together.map(([key, value]) => [key, (value as When<unknown>).then] as const);
      if (at.holding?.includes(condition)) this.properties(indent, properties, at);
      else this.onlyIf(indent, condition, () => this.properties(indent, properties, holding(condition, at)));
      rest = rest.slice(together.length);
    }
  }

  private property(indent: number, key: string, value: Tree, at: Surroundings): void {
    const node = nodeOf(value);
    if (node.kind === 'when' && node.otherwise === undefined) {
      const own = ownPresence(node);
      // Where only the value's own emptiness decides, `with` binds it to the dot.
      if (own) this.withDot(indent, own, at, (inside) => this.present(indent, key, own, inside));
      else this.decision(indent, node, at, (side, inside) => this.property(indent, key, side, inside));
      return;
    }
    if (node.kind === 'expression' && mayBeEmpty(node.expression)) {
      this.withDot(indent, node.expression, at, (inside) => this.present(indent, key, value, inside));
      return;
    }
    const presence = presenceOf(value);
    const code = presence === true ? undefined : goExpression(presence, at);
    if (code === undefined || at.holding?.includes(code)) this.present(indent, key, value, at);
    else this.onlyIf(indent, code, () => this.present(indent, key, value, holding(code, at)));
  }

  /** Writes what is there only while a value is not empty, with the value bound to the dot. */
  private withDot(
    indent: number,
    value: Expr<unknown>,
    at: Surroundings,
    body: (inside: Surroundings) => void,
  ): void {
    this.line(indent, `{{- with ${goExpression(value, at)} }}`);
    body({ ...at, atRoot: false, dot: value });
    this.line(indent, '{{- end }}');
  }

  /** Writes a property that is there. */
  private present(indent: number, key: string, value: Tree, at: Surroundings): void {
    if (isBlockString(value)) {
      this.line(indent, `${key}: |`);
      this.textBlock(indent + STEP, value);
      return;
    }
    if (isScalar(value)) return this.line(indent, `${key}: ${goScalar(value, at)}`);
    const node = nodeOf(value);
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
        return this.decision(indent, node, at, (side, inside) => this.block(indent, side, inside));
      case 'neverEmpty':
        return this.block(indent, node.tree, at);
      case 'list':
        return node.items.forEach((item, index) => inField(index, () => this.item(indent, item, at)));
      case 'expression':
        return this.passOn(indent, node.expression, at);
      case 'absent':
      case 'scalar':
      case 'wrapped':
      case 'map':
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

  private decision(
    indent: number,
    { condition, then, otherwise }: When<unknown>,
    at: Surroundings,
    write: (side: Tree, at: Surroundings) => void,
  ): void {
    const code = goExpression(condition, at);
    if (at.holding?.includes(code)) {
      write(then, at);
      return;
    }
    const other = otherwise === undefined ? undefined : (): void => write(otherwise, at);
    this.onlyIf(indent, code, () => write(then, holding(code, at)), other);
  }

  /** Writes one item of a list, or as many as it stands for. */
  private item(indent: number, item: Tree, at: Surroundings): void {
    const node = nodeOf(item);
    switch (node.kind) {
      case 'absent':
        return;
      case 'when':
        return this.decision(indent, node, at, (side, inside) => this.item(indent, side, inside));
      case 'each':
        return this.loop(indent, node, at, (inside) => this.item(indent, node.body, inside));
      case 'list':
        for (const inner of node.items) this.item(indent, inner, at);
        return;
      case 'expression': {
        const { expression } = node;
        if (!isListExpr(expression)) return this.oneItem(indent, item, at);
        return this.withDot(indent, expression, at, (inside) => this.passOn(indent, expression, inside));
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
    const from = this.written.length;
    this.map(indent + STEP, item, at);
    const first = this.written[from] ?? '';
    if (first.includes('{{-'))
      throw new AuthorError('The first property of a list item must always be there.');
    this.written[from] = `${' '.repeat(indent)}- ${first.trimStart()}`;
  }

  /** Writes the entries of a map of the user among others, which may be none. */
  private passOnEntries(indent: number, value: Expr<unknown>, at: Surroundings): void {
    if (at.dot === value || quotedOneByOne(value[NODE].shape)) this.passOn(indent, value, at);
    else this.withDot(indent, value, at, (inside) => this.passOn(indent, value, inside));
  }

  /** Writes a list or map of the user as it is. */
  private passOn(indent: number, value: Expr<unknown>, at: Surroundings): void {
    const { shape } = value[NODE];
    if (quotedOneByOne(shape)) {
      const names = shape.type === 'map' ? '$key, $value' : '$value';
      this.line(indent, `{{- range ${names} := ${goExpression(value, at)} }}`);
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
    for (const line of text.slice(0, -1).split('\n')) this.line(indent, escapeBraces(line));
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
        return this.decision(indent, node, at, (side, inside) => this.lines(indent, side, inside));
      case 'each':
        return this.loop(indent, node, at, (inside) => this.lines(indent, node.body, inside));
      case 'expression':
        return this.line(indent, goInline(node.expression, at));
      case 'scalar':
        return this.line(indent, escapeBraces(scalarString(node.value)));
      case 'wrapped':
      case 'list':
      case 'map':
      case 'pair':
      case 'merged':
      case 'include':
      case 'neverEmpty':
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

/** The value of a decision that asks no more than whether this value is there. */
function ownPresence({ condition, then }: When<unknown>): Expr<unknown> | undefined {
  return then === condition ? condition : undefined;
}

function holding(code: string, at: Surroundings): Surroundings {
  return { ...at, holding: [...(at.holding ?? []), code] };
}

/** The condition of a property that is there only while it holds, and whose value is always there then. */
function sharedCondition(value: Tree, at: Surroundings): string | undefined {
  const node = nodeOf(value);
  if (node.kind !== 'when' || node.otherwise !== undefined || ownPresence(node)) return undefined;
  return goExpression(node.condition, at);
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
