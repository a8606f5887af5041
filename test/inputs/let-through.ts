import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../../lib/engine/values/declaration';

/** An input of the relay that the plain rendering rejects, and Helm lets through. */
export interface LetThrough {
  /** The first cell of its row in docs/schema-limits.md. */
  readonly row: string;
  readonly inputs: readonly (
    | { readonly set: string }
    | { readonly file: string | Buffer }
    | { readonly values: JsonObject }
    | { readonly namespace: string }
  )[];
}

const LARGE = 'x'.repeat(250 * 1024);

/** An example of each row of the table of what the plain rendering is stricter about. */
export const LET_THROUGH: readonly LetThrough[] = [
  {
    row: "`--set =1`, `--set a.=`, `--set 'a[0].=1'`: an empty key",
    inputs: [{ set: '=1' }, { set: 'service.=' }, { set: 'imagePullSecrets[0].name=a,imagePullSecrets[0].=1' }],
  },
  { row: "`--set 'a[0]'`, and `a[0].b=` on a new item: no value", inputs: [{ set: 'tolerations[0]' }, { set: 'tolerations[0].key=' }] },
  { row: "`--set 'a[1'`", inputs: [{ set: 'tolerations[1' }] },
  { row: 'a key twice in a values file', inputs: [{ file: 'replicaCount: 1\nreplicaCount: 2\n' }] },
  { row: 'several documents in a values file', inputs: [{ file: 'replicaCount: 1\n---\nreplicaCount: 2\n' }] },
  { row: 'tags such as `!!binary` in a values file', inputs: [{ file: 'fullnameOverride: !!binary aGk=\n' }] },
  { row: 'U+0085 (next line) in a string', inputs: [{ values: { podAnnotations: { note: '\u0085' } } }] },
  { row: 'annotations of more than 240 KiB together', inputs: [{ values: { podAnnotations: { note: LARGE } } }] },
  {
    row: 'another map of texts of more than 900 KiB',
    inputs: [{ values: { config: { extraEnv: { A: LARGE, B: LARGE, C: LARGE, D: LARGE } } } }],
  },
  {
    row: 'a path of a host twice',
    inputs: [{ values: { ingress: { enabled: true, hosts: [{ host: 'a.example.com' }, { host: 'a.example.com' }] } } }],
  },
  {
    row: 'a name twice among containers, volumes, variables; a mount without volume',
    inputs: [
      { values: { extraVolumeMounts: [{ name: 'nowhere', mountPath: '/a' }] } },
      { values: { extraEnvVars: [{ name: 'A', value: 'b' }, { name: 'A' }] } }],
  },
  { row: 'a values file in UTF-16', inputs: [{ file: Buffer.from('\ufeffreplicaCount: 2\n', 'utf16le') }] },
  { row: 'a values file of more than 5 MiB', inputs: [{ file: `# ${'x'.repeat(5 * 1024 * 1024)}\nreplicaCount: 1\n` }] },
]; // prettier-ignore

/** The first cells of the table in docs/schema-limits.md. */
export function rowsOfTable(): readonly string[] {
  const page = readFileSync(path.join(__dirname, '../../docs/schema-limits.md'), 'utf8');
  return page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, line.indexOf(' |')).trim())
    .slice(2);
}

/** Wrong values files that Helm reads otherwise than the plain rendering, by their names in `WRONG_FILES`, and the row that says so. */
export const ROWS_OF_FILES: Readonly<Record<string, string>> = {
  'a key twice': 'a key twice in a values file',
  'a key twice in a map': 'a key twice in a values file',
  'a key twice in braces': 'a key twice in a values file',
  'several documents': 'several documents in a values file',
  'several documents with marks': 'several documents in a values file',
  'text after the end': 'several documents in a values file',
  'a binary tag': 'tags such as `!!binary` in a values file',
  'UTF-16': 'a values file in UTF-16',
  'more than 5 MiB': 'a values file of more than 5 MiB',
};

/** Wrong values, by the words that the plain rendering says of them, and the row that says that Helm lets them through. */
export const ROWS_OF_VALUES: readonly (readonly [RegExp, string])[] = [
  [/is too large for Kubernetes; it must have at most 240 KiB/, 'annotations of more than 240 KiB together'],
  [/is "\\u0085"; it must be a string without control/, 'U+0085 (next line) in a string'],
  [/is too large for Kubernetes; it must have at most 900 KiB/, 'another map of texts of more than 900 KiB'],
];
