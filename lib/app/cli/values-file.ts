import { readFileSync, statSync } from 'node:fs';
import { isScalar, parseAllDocuments, visit, type Document, type ScalarTag } from 'yaml';
import { UserError } from '../explain';
import type { Json, JsonObject } from '../../engine/values/declaration';
import { isMap } from '../../engine/values/merge';
import type { ValuesSource } from '../../engine/values/sources';

const tag = (name: string) => `tag:yaml.org,2002:${name}`;

/**
 * What Go's YAML takes for something other than a string, which is neither YAML 1.1 nor 1.2: `y` is a boolean and 017 is 15, but
 * 12:30, 2024-01-01 and e3 are strings.
 */
const GO_TAGS: readonly ScalarTag[] = [
  { tag: tag('null'), default: true, test: /^(~|null|Null|NULL)?$/, resolve: () => null },
  {
    tag: tag('bool'),
    default: true,
    test: /^(y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/,
    resolve: () => true,
  },
  {
    tag: tag('bool'),
    default: true,
    test: /^(n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/,
    resolve: () => false,
  },
  {
    tag: tag('float'),
    default: true,
    test: /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/,
    resolve: () => Infinity,
  },
  { tag: tag('int'), default: true, test: /^[-+.0-9]/, resolve: numberOfGo },
];

const WHOLE_NUMBERS: readonly (readonly [RegExp, number])[] = [
  [/^([-+]?)0x([0-9a-f]+)$/i, 16],
  [/^([-+]?)0b([01]+)$/i, 2],
  [/^([-+]?)0o?([0-7]+)$/i, 8],
];
const FRACTION = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

function numberOfGo(text: string): number | string {
  const plain = text.startsWith('.') ? text : text.replace(/_/g, '');
  // Of integers none is -0, unlike of floats.
  if (/^-(0[xbo])?0+$/i.test(plain)) return 0;
  for (const [form, base] of WHOLE_NUMBERS) {
    const [, sign, digits] = form.exec(plain) ?? [];
    if (digits !== undefined) return (sign === '-' ? -1 : 1) * parseInt(digits, base);
  }
  const number = FRACTION.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(number) ? number : text;
}

/**
 * Reads a values file as Helm does.
 *
 * @throws UserError naming the file, and for a malformed one the line
 */
export function readValuesFile(file: string): ValuesSource {
  const text = read(file === '' ? '--values ""' : file, file);
  return { name: file, values: parseValues(file, text) };
}

// What is larger fits into no release: Helm keeps the values in a Secret of at most 1 MiB.
const LARGEST = 5 * 1024 * 1024;

function read(name: string, file: string): string {
  const fail = (problem: string): never => {
    throw new UserError(`${name}: ${problem}.`);
  };
  let bytes: Buffer;
  try {
    if (statSync(file).size > LARGEST)
      return fail('is larger than 5 MiB, and a release may have 1 MiB; give the path of a values file');
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const reason = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ''] ?? 'cannot be read';
    return fail(`the values file ${reason}; give the path of a YAML file`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail('is not text in UTF-8; save it as UTF-8');
  }
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by you',
};

// What Go's YAML takes for no string (yaml.v3, readerc.go).
const CONTROL = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

function parseValues(file: string, text: string): JsonObject {
  const control = CONTROL.exec(text);
  if (control !== null) {
    const line = text.slice(0, control.index).split('\n').length;
    const code = (control[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    throw new UserError(`${file}: has the control character U+${code} in line ${String(line)}; take it out.`);
  }
  const documents = parseAllDocuments(text, {
    schema: 'failsafe',
    merge: true,
    logLevel: 'error',
    customTags: [...GO_TAGS],
  });
  const list = Array.isArray(documents) ? documents : [];
  if (list.length > 1)
    throw new UserError(`${file}: has ${String(list.length)} YAML documents; a values file must have one.`);
  const [document] = list;
  if (document === undefined) return {};
  // A warning is a tag that means nothing here, such as !!binary.
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw malformed(file, error);
  try {
    assertPlain(file, document);
    const values: unknown = document.toJS();
    if (values === null || values === undefined) return {};
    if (!isMap(values)) throw new UserError(`${file}: must hold a map of values, such as "replicaCount: 2".`);
    assertJson(file, values);
    return values;
  } catch (problem) {
    if (problem instanceof UserError) throw problem;
    // An alias of nothing, or aliases of aliases without end.
    throw malformed(file, problem as Error);
  }
}

function malformed(file: string, error: Error): UserError {
  // The first of several lines, which show the place.
  const [said = ''] = error.message.split('\n');
  const problem = said.includes('call stack')
    ? 'is nested too deeply, or has an alias within what it stands for'
    : `is not YAML: ${said.replace(/:$/, '')}`;
  return new UserError(`${file}: ${problem}.`);
}

/** @throws UserError for tags, and for keys such as `{{ x }}` and `~`, which Helm rejects too */
function assertPlain(file: string, document: Document.Parsed): void {
  visit(document, {
    Node(_, { tag: name }: { tag?: string }) {
      if (name !== undefined && name !== tag('str'))
        throw new UserError(`${file}: has the tag ${name}; a values file has none.`);
    },
    Pair(_, { key }) {
      if (!isScalar(key) || key.value === null)
        throw new UserError(
          `${file}: has the key ${String(key)}; a key must be a string, in quotes if need be.`,
        );
    },
  });
}

/** @throws UserError for .inf and .nan, which Helm rejects too, and for -0.0, which it prints with its sign */
function assertJson(file: string, value: Json): void {
  if (Object.is(value, -0)) throw new UserError(`${file}: has zero with a sign, such as -0.0; write 0.`);
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new UserError(
      `${file}: has ${String(value)}, which is no number in JSON; put it in quotes if it is a string.`,
    );
  if (typeof value === 'object' && value !== null)
    Object.values(value).forEach((inner) => assertJson(file, inner));
}
