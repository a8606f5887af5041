/** What a plain scalar may be. An integer is a bigint, since as a key it has all of its digits. */
export type GoScalar = null | boolean | bigint | number | string;

const WORDS: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ...spelled(null, '', '~', 'null', 'Null', 'NULL'),
  ...spelled(true, 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'),
  ...spelled(false, 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'),
  ...spelled(NaN, '.nan', '.NaN', '.NAN'),
  ...spelled(Infinity, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'),
  ...spelled(-Infinity, '-.inf', '-.Inf', '-.INF'),
]);

function spelled<T>(value: T, ...spellings: readonly string[]): readonly (readonly [string, T])[] {
  return spellings.map((spelling) => [spelling, value] as const);
}

const INTEGER = /^([-+]?)(0x[0-9a-f]+|0b[01]+|0o[0-7]+|0[0-7]+|0|[1-9][0-9]*)$/i;
// A sign after the prefix is a slip of go-yaml's own.
const SIGNED_BINARY = /^0b([-+]?)([01]+)$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;

/**
 * What Go's YAML takes a plain scalar for (go.yaml.in/yaml/v2, resolve.go), which is neither YAML 1.1 nor 1.2: `y` is a boolean and
 * 017 is 15, but 12:30, 2024-01-01 and e3 are strings, as are integers in hexadecimal beyond 64 bits.
 */
export function resolvePlain(text: string): GoScalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  const plain = text.replace(text.startsWith('.') ? /(?<=[0-9])_(?=[0-9])/g : /_/g, '');
  return integerOf(plain) ?? floatOf(plain) ?? text;
}

function integerOf(text: string): bigint | undefined {
  const [, sign = '', digits] = INTEGER.exec(text.replace(SIGNED_BINARY, '$10b$2')) ?? [];
  if (digits === undefined) return undefined;
  const magnitude = BigInt(digits.replace(/^0(?=[0-7])/, '0o'));
  const [least, most] = [-(2n ** 63n), sign === '' ? 2n ** 64n - 1n : 2n ** 63n - 1n];
  const value = sign === '-' ? -magnitude : magnitude;
  return value < least || value > most ? undefined : value;
}

function floatOf(text: string): number | undefined {
  const value = FLOAT.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}
