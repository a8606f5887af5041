import { isExpr, isListExpr, NODE, type Expr } from '../template/expression';
import {
  Each,
  Include,
  isTreeList,
  isTreeMap,
  Lines,
  Merged,
  NeverEmpty,
  Pair,
  When,
  type LoopVariables,
  type Tree,
} from '../template/tree';
import type { Shape } from '../values/declaration';
import { quoted } from '../yaml/scalar';
import { goArgument, goExpression, helperName, type Surroundings } from './go-expression';
import { mayBeEmpty, presenceOf } from './presence';
import { escapeBraces, goInline, goScalar, isBlockText, isScalar, literal } from './scalar';

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
  loop(
    indent: number,
    each: { source: Expr<unknown>; variables: LoopVariables },
    at: Surroundings,
    body: (inside: Surroundings) => void,
  ): void {
    const { key, item } = each.variables;
    const names = key ? `$${key.name}, $${item.name}` : `$${item.name}`;
    this.line(indent, `{{- range ${names} := ${goExpression(each.source, at)} }}`);
    body({ chart: at.chart, atRoot: false });
    this.line(indent, '{{- end }}');
  }

  /** Writes the keys of a map. */
  map(indent: number, tree: Tree, at: Surroundings): void {
    if (tree instanceof Include) {
      const code = `include ${quoted(helperName(this.chart, tree.helper.name))} ${at.atRoot ? '.' : '$'}`;
      this.line(indent, indent === 0 ? `{{ ${code} }}` : `{{- ${code} | nindent ${String(indent)} }}`);
    } else if (tree instanceof NeverEmpty) {
      this.map(indent, tree.tree, at);
    } else if (tree instanceof Merged) {
      for (const part of tree.parts) this.map(indent, part, at);
    } else if (tree instanceof When) {
      this.decision(indent, tree, at, (side, inside) => this.map(indent, side, inside));
    } else if (tree instanceof Each) {
      this.loop(indent, tree, at, (inside) => this.map(indent, tree.body, inside));
    } else if (tree instanceof Pair) {
      this.property(indent, goScalar(tree.key, at), tree.value, at);
    } else if (isExpr(tree)) {
      this.passOnEntries(indent, tree, at);
    } else if (isTreeMap(tree)) {
      this.properties(indent, Object.entries(tree), at);
    } else {
      throw new Error('A map was expected in a template.');
    }
  }

  /** Writes properties; those in a row that hang on the same condition share one `if`. */
  private properties(indent: number, entries: readonly (readonly [string, Tree])[], at: Surroundings): void {
    let rest = entries.filter(([, value]) => value !== undefined);
    while (rest.length > 0) {
      const [first] = rest;
      if (!first) break;
      const condition = sharedCondition(first[1], at);
      if (condition === undefined) {
        this.property(indent, literal(first[0]), first[1], at);
        rest = rest.slice(1);
        continue;
      }
      const end = rest.findIndex(([, value]) => sharedCondition(value, at) !== condition);
      const together = rest.slice(0, end < 0 ? rest.length : end);
      this.onlyIf(indent, condition, () => {
        const properties = together.map(([key, value]) => [key, (value as When<unknown>).then] as const);
        this.properties(indent, properties, holding(condition, at));
      });
      rest = rest.slice(together.length);
    }
  }

  private property(indent: number, key: string, value: Tree, at: Surroundings): void {
    if (value instanceof When && value.otherwise === undefined) {
      // Also where only the value's own emptiness decides: `with` binds it to the dot.
      if (value.then === value.condition && isExpr(value.then)) {
        const { then } = value;
        this.withDot(indent, then, at, (inside) => this.present(indent, key, then, inside));
      } else this.decision(indent, value, at, (side, inside) => this.property(indent, key, side, inside));
      return;
    }
    if (isExpr(value) && mayBeEmpty(value)) {
      this.withDot(indent, value, at, (inside) => this.present(indent, key, value, inside));
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
    if (isBlockText(value)) {
      this.line(indent, `${key}: |`);
      this.textBlock(indent + STEP, value);
    } else if (isScalar(value)) {
      this.line(indent, `${key}: ${goScalar(value, at)}`);
    } else if (value instanceof Lines) {
      this.line(indent, `${key}: |`);
      this.lines(indent + STEP, value, at);
    } else if (isTreeList(value) && value.length === 0) {
      this.line(indent, `${key}: []`);
    } else if (isTreeMap(value) && Object.keys(value).length === 0) {
      this.line(indent, `${key}: {}`);
    } else {
      this.line(indent, `${key}:`);
      this.block(indent + STEP, value, at);
    }
  }

  /** Writes a map or list, or the decision between two. */
  private block(indent: number, value: Tree, at: Surroundings): void {
    if (value instanceof When)
      this.decision(indent, value, at, (side, inside) => this.block(indent, side, inside));
    else if (value instanceof NeverEmpty) this.block(indent, value.tree, at);
    else if (isTreeList(value)) for (const item of value) this.item(indent, item, at);
    else if (isExpr(value)) this.passOn(indent, value, at);
    else this.map(indent, value, at);
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
    if (item === undefined) return;
    if (item instanceof When)
      this.decision(indent, item, at, (side, inside) => this.item(indent, side, inside));
    else if (item instanceof Each)
      this.loop(indent, item, at, (inside) => this.item(indent, item.body, inside));
    else if (isTreeList(item)) for (const inner of item) this.item(indent, inner, at);
    else if (isListExpr(item)) this.withDot(indent, item, at, (inside) => this.passOn(indent, item, inside));
    else if (isBlockText(item)) {
      this.line(indent, '- |');
      this.textBlock(indent + STEP, item);
    } else if (isScalar(item)) this.line(indent, `- ${goScalar(item, at)}`);
    else if (isTreeMap(item) && Object.keys(item).length === 0) this.line(indent, '- {}');
    else this.itemMap(indent, item, at);
  }

  /** Writes a map as an item: its first property beside the dash, the others below. */
  private itemMap(indent: number, item: Tree, at: Surroundings): void {
    const from = this.written.length;
    this.map(indent + STEP, item, at);
    const first = this.written[from] ?? '';
    if (first.includes('{{-')) throw new Error('The first property of a list item must always be there.');
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
      throw new Error(
        `${goExpression(value, at)} holds texts that toYaml may change; write it item by item with each().`,
      );
    }
  }

  private textBlock(indent: number, text: string): void {
    for (const line of text.slice(0, -1).split('\n')) this.line(indent, escapeBraces(line));
  }

  /** Writes text line by line. */
  lines(indent: number, tree: Tree, at: Surroundings): void {
    if (tree instanceof Lines) for (const line of tree.lines) this.lines(indent, line, at);
    else if (tree instanceof When)
      this.decision(indent, tree, at, (side, inside) => this.lines(indent, side, inside));
    else if (tree instanceof Each)
      this.loop(indent, tree, at, (inside) => this.lines(indent, tree.body, inside));
    else if (isExpr(tree)) this.line(indent, goInline(tree, at));
    else if (typeof tree === 'string') this.line(indent, escapeBraces(tree));
  }
}

function holding(code: string, at: Surroundings): Surroundings {
  return { ...at, holding: [...(at.holding ?? []), code] };
}

/** The condition of a property that is there only while it holds, and whose value is always there then. */
function sharedCondition(value: Tree, at: Surroundings): string | undefined {
  if (!(value instanceof When) || value.otherwise !== undefined || value.then === value.condition)
    return undefined;
  return goExpression(value.condition, at);
}

/** `toYaml` of texts with odd white space does not survive indentation; quoted one by one they do. */
function quotedOneByOne(shape: Shape): boolean {
  const entry =
    shape.type === 'list' ? shape.item.shape : shape.type === 'map' ? shape.entry.shape : undefined;
  return entry?.type === 'string' && !entry.token;
}

/** Whether all texts in a shape are such that `toYaml` and indentation leave them as they are. */
function survivesToYaml(shape: Shape): boolean {
  switch (shape.type) {
    case 'string':
      return shape.token;
    case 'section':
      return Object.values(shape.fields).every((field) => survivesToYaml(field.shape));
    case 'list':
      return survivesToYaml(shape.item.shape);
    case 'map':
      return survivesToYaml(shape.entry.shape);
    default:
      return true;
  }
}
