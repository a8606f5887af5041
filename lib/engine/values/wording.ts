import type { Json } from './declaration';

// What a terminal would obey, or show as nothing or in another order; JSON itself escapes what is below the space.
const UNSEEN = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A value as JSON on one line, in which all that could not be seen in a message is written as an escape. */
export function quoted(value: Json): string {
  return JSON.stringify(value).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** {@link quoted}, cut where it is long: as much as a sentence can have. */
export function shortlyQuoted(value: Json): string {
  const text = quoted(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** A string as it is where all of it can be seen in a message and there is no space in it; otherwise quoted. */
export function quoteForMessage(text: string): string {
  return /^[!-~]+$/.test(text) ? text : quoted(text);
}

/** Several words in one: `a, b and c`. */
export function formatList(words: readonly string[], conjunction = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}
