import {
  isAlias,
  isCollection,
  isScalar,
  Scalar,
  visit,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { endOf, isEmpty, startOf } from './node-place';
import { assertNoEndAlone, assertNoTabs, assertWholeLines } from './readable-text';
import { YamlProblem } from './yaml-error';

/** @throws YamlProblem for what Helm's reader rejects, or takes for something else than the parser does */
export function assertReadable(document: Document.Parsed | undefined, text: string): void {
  if (isEmpty(document)) assertNoEndAlone(text);
  const blocks: Scalar[] = [];
  visit(document ?? null, {
    Pair(_, pair) {
      assertReadablePair(pair);
      assertReadableKey(pair.key, text);
    },
    Node(_, node, path) {
      if (isAlias(node)) return;
      assertReadableProperties(node);
      if (!isScalar(node)) return;
      if (isBlock(node)) blocks.push(node);
      assertReadableScalar(node, text, path);
    },
  });
  assertWholeLines(text, blocks);
  assertNoTabs(text, blocks);
}

/** @throws YamlProblem for a key that is none in one line, with its anchor, tag and colon */
function assertReadablePair({ key, srcToken }: Pair): void {
  const { start = [], sep = [] } = srcToken ?? {};
  const fail = (what: string): never => {
    throw new YamlProblem(what, 'write "key: value"', startOf(key));
  };
  if (start.some(({ type }) => type === 'explicit-key-ind')) fail('a key after ?');
  const properties = start.findIndex(({ type }) => type === 'anchor' || type === 'tag');
  if (properties >= 0 && start.slice(properties).some(({ type }) => type === 'newline'))
    fail('an anchor or tag on another line than its key');
  const colon = sep.findIndex(({ type }) => type === 'map-value-ind');
  const between = colon < 0 ? sep : sep.slice(0, colon);
  const allowed = colon < 0 ? ['space', 'newline', 'comment'] : ['space'];
  if (between.some(({ type }) => !allowed.includes(type))) fail('a key without a colon on its line');
}

// A bit less than YAML's 1,024, which are counted in several ways.
const LONGEST_KEY = 1000;

function assertReadableKey(key: unknown, text: string): void {
  if (!isScalar(key)) return;
  const [start, end] = [startOf(key), endOf(key)];
  if (text.slice(start, end).includes('\n'))
    throw new YamlProblem('a key of several lines', 'write it on one line', start);
  if (end - start > LONGEST_KEY)
    throw new YamlProblem(`a key of more than ${String(LONGEST_KEY)} characters`, 'shorten it', start);
  if (key.type === Scalar.PLAIN && /^\s*:[,[\]{}]/.test(text.slice(end, end + LONGEST_KEY)))
    throw new YamlProblem('a colon without a space after it', 'put a space there', end);
}

const STRING_TAG = 'tag:yaml.org,2002:str';

function assertReadableProperties(node: Scalar | YAMLMap | YAMLSeq): void {
  const { tag, anchor } = node;
  if (tag !== undefined && !(tag === STRING_TAG && isScalar(node)))
    throw new YamlProblem(`the tag ${tag}`, 'a values file has none', startOf(node));
  if (anchor !== undefined && !/^[\w-]+$/.test(anchor))
    throw new YamlProblem(`the anchor &${anchor}`, 'name it by letters, digits, _ and -', startOf(node));
}

function assertReadableScalar(node: Scalar, text: string, path: readonly unknown[]): void {
  const source = text.slice(startOf(node), endOf(node));
  if (node.type === Scalar.QUOTE_DOUBLE) assertReadableEscapes(source, startOf(node));
  if (isBlock(node) && /^[|>][-+]?[0-9]/.test(source) && endsInSpaces(source, text.slice(endOf(node))))
    throw new YamlProblem(
      'a block with a number for its indentation that ends in lines of spaces',
      'take the spaces out',
      startOf(node),
    );
  if (node.type === Scalar.PLAIN && /\?|^:./.test(source) && path.some(isFlow))
    throw new YamlProblem(`${source} within brackets`, 'put it in quotes', startOf(node));
}

function assertReadableEscapes(source: string, start: number): void {
  for (const { 0: escape, index } of source.matchAll(/\\(u.?.?|\r?\n[ \t]*\r?\n|[^])/g)) {
    const fail = (what: string, right: string): never => {
      throw new YamlProblem(what, right, start + index);
    };
    if (index + escape.length >= source.length) fail('an open quote', 'close it');
    if (escape === '\\/') fail('the escape \\/', 'write / alone');
    if (/^\\u[dD][89a-fA-F]/.test(escape))
      fail('an escape of half a character', 'write the character itself');
    if (/\n[^]*\n/.test(escape)) fail('an escaped line break before an empty line', 'write \\n');
  }
}

/** Whether between a block's text and what follows it is a line of spaces. */
function endsInSpaces(block: string, after: string): boolean {
  const blank = block.slice(block.trimEnd().length) + after.slice(0, after.length - after.trimStart().length);
  return / \r?\n/.test(blank) || (after.trim() === '' && blank.endsWith(' '));
}

function isBlock({ type }: Scalar): boolean {
  return type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL;
}

function isFlow(node: unknown): boolean {
  return isCollection(node) && node.flow === true;
}
