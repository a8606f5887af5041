import { parseAllDocuments, type Document } from 'yaml';
import { decode, type YamlValue } from './decode';
import { isEmpty } from './node-place';
import { assertReadable } from './readable-nodes';
import { assertReadableText } from './readable-text';
import { YamlError, YamlProblem } from './yaml-error';

/**
 * Reads a text of one YAML document as Helm 3 and Helm 4 do. What they do not read alike, or the parser here reads in another way, is an
 * error: nothing is read silently as something else than Helm reads.
 *
 * @throws YamlError with what is wrong, where, and what would be right
 */
export function readYaml(file: string): YamlValue {
  const text = file.replace(/^\ufeff/, '');
  try {
    assertReadableText(text);
    const document = parse(text);
    assertReadable(document, text);
    return document === undefined ? null : decode(document);
  } catch (error) {
    if (error instanceof YamlProblem) throw error.inLine(text.slice(0, error.offset).split('\n').length);
    if (error instanceof RangeError) throw new YamlError('is nested too deeply; take levels out.');
    throw error;
  }
}

function parse(text: string): Document.Parsed | undefined {
  // Strings only, and no check for repeated keys, which would look at each pair of keys: decoding does both.
  const options = {
    schema: 'failsafe',
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'error',
  } as const;
  const documents = [...parseAllDocuments(text, options)];
  // A warning is a tag that means nothing here, such as !!binary.
  const [problem] = documents.flatMap(({ errors, warnings }) => [...errors, ...warnings]);
  if (problem?.message.includes('call stack')) throw new RangeError(problem.message);
  if (problem !== undefined) throw new YamlError(`is not YAML: ${firstLine(problem.message)}.`);
  const [first, ...rest] = documents;
  // Of documents with values, Helm 3 takes the first one and Helm 4 lays each over those before it.
  if (!rest.every(isEmpty) || (rest.length > 0 && /^\.\.\./m.test(text)))
    throw new YamlError(`has ${String(documents.length)} YAML documents; a values file must have one.`);
  return first;
}

/** Of a message whose other lines show the place. */
function firstLine(message: string): string {
  const [line = ''] = message.split('\n');
  return line.replace(/:$/, '');
}
