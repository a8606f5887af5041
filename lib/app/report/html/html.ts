/** HTML that is finished: text in it is escaped. Only {@link html} and {@link raw} make it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What can stand in HTML: text, which is escaped, finished HTML, and lists of it. */
export type Content = string | number | Html | readonly Content[];

/** HTML with texts in it, which are escaped: html`<td>${name}</td>`. How the source is indented is not in it. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.map((part, index) => `${unindented(part)}${textOf(values[index] ?? '')}`).join(''));
}

/** A part of a template, with each tag in one line. */
function unindented(part: string): string {
  return part
    .replace(/\n\s*(\/?>)/g, '$1')
    .replace(/\n\s+(?=[\w-]+=)/g, ' ')
    .replace(/\n\s+/g, '\n');
}

/** Text that is HTML already, such as a style sheet of our own. */
export function raw(text: string): Html {
  return new Html(text);
}

function textOf(value: Content): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return value.map(textOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, in an element or in the value of an attribute. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
