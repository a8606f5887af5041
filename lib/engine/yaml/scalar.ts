/**
 * Strings that every YAML reader takes for strings when they stand without quotes. Kubernetes reads YAML 1.1,
 * JavaScript YAML 1.2, and they disagree on words such as `y`, `0o7`, `1_000` and `12:30`, so all of those get quotes.
 */
const PLAIN = /^[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*$/;
const WORDS = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;

/** Whether a string may stand in YAML without quotes. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text) && !WORDS.test(text) && text.length <= 120;
}

/**
 * Whether a string of several lines may stand as a block. Lines that end in white space, a first line that begins with it, and
 * an end other than one line break need YAML's marks for indentation and chomping, which its readers handle differently.
 */
export function isTidyBlock(text: string): boolean {
  if (!text.includes('\n')) return false;
  const [first = '', ...rest] = text.split('\n');
  if (rest.length < 2 || rest.at(-1) !== '' || rest.at(-2) === '' || /^\s|^$/.test(first)) return false;
  return !/[ \t]$/m.test(text) && !/[^\x20-\x7e\n]/.test(text);
}

/** A string as a YAML scalar on one line. */
export function yamlString(text: string): string {
  return isPlain(text) ? text : quoted(text);
}

/** A string in double quotes. */
export function quoted(text: string): string {
  return escapeBreaks(JSON.stringify(text));
}

/** Escapes the characters in quotes that JSON lets stand and YAML takes for line breaks, for marks or for wrong. */
export function escapeBreaks(yaml: string): string {
  return yaml.replace(
    /[\u007f-\u00a0\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
