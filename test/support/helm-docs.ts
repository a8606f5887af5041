/**
 * The sentence that helm-docs has for each key of a `values.yaml`, by path, as its ParseComment finds it
 * (https://github.com/norwoodj/helm-docs, v1.14.2, pkg/helm/comment.go). A key that it has none for is not there.
 */
export function helmDocsSentences(yaml: string): Map<string, string> {
  const sentences = new Map<string, string>();
  const parents: { readonly indent: number; readonly key: string }[] = [];
  let above: string[] = [];
  for (const line of yaml.split('\n')) {
    if (/^ *#/.test(line)) {
      above.push(line.trim());
      continue;
    }
    const [, blanks, quoted, plain] = /^( *)(?:"([^"]*)"|([^\s:"]+)):/.exec(line) ?? [];
    const key = quoted ?? plain;
    if (blanks !== undefined && key !== undefined) {
      while ((parents.at(-1)?.indent ?? -1) >= blanks.length) parents.pop();
      parents.push({ indent: blanks.length, key });
      const sentence = sentenceOf(above);
      if (sentence !== undefined) sentences.set(parents.map((parent) => parent.key).join('.'), sentence);
    }
    above = [];
  }
  return sentences;
}

/** Of several sentences the last one is the key's. */
function sentenceOf(comment: readonly string[]): string | undefined {
  const start = comment.findLastIndex((line) => line.startsWith('# --'));
  if (start === -1) return undefined;
  const [first = '', ...rest] = comment.slice(start);
  const [, key = '', sentence = ''] = /^#\s*(.*)\s+--\s*(.*)$/.exec(first) ?? [];
  // What stands before the dashes names another key, and what is in brackets is a type.
  if (key !== '' || sentence.startsWith('(')) return undefined;
  const continued = rest.filter((line) => !/^# @(default|section|notationType) +-- /.test(line));
  return [sentence, ...continued.map((line) => line.replace(/^#\s?/, ''))].join(' ');
}
