import { Document, Scalar, visit } from 'yaml';
import { fastYaml } from './fast-document';
import { escapeBreaks, isPlain, isTidyBlock } from './scalar';

/**
 * Values as a YAML document that Kubernetes, Helm and JavaScript read alike: strings stand in quotes unless all of them take
 * them for strings, and a string of several tidy lines stands as a block.
 */
export function toYaml(value: unknown): string {
  return fastYaml(value) ?? libraryYaml(value);
}

/** {@link toYaml} by the library, for whatever there is. */
export function libraryYaml(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(role, node) {
      if (typeof node.value === 'string') node.type = styleOf(node.value, role === 'key');
    },
  });
  // In quotes on one line: the library escapes a line of one space twice when it writes several (yaml 2.9.1).
  const quotedOnOneLine = { doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER };
  return escapeBreaks(document.toString({ lineWidth: 0, minContentWidth: 0, ...quotedOnOneLine }));
}

/** Several documents in one file, each after a line of three dashes but the first. */
export function toYamlDocuments(values: readonly unknown[]): string {
  return values.map(toYaml).join('---\n');
}

function styleOf(text: string, isKey: boolean): Scalar.Type {
  if (!isKey && isTidyBlock(text)) return Scalar.BLOCK_LITERAL;
  return isPlain(text) ? Scalar.PLAIN : Scalar.QUOTE_DOUBLE;
}
