/**
 * The first line of a template, which says where a change belongs. It leaves nothing behind in the output, not even an empty
 * line: NOTES.txt would begin with it.
 *
 * @param source what the template is made from, such as `the stack claude-relay`
 */
export function header(source: string): string {
  return `{{- /* Generated from ${source}; do not edit. */ -}}\n`;
}
