/** The ID of a row or a node in the page: what something is known by, in letters that a link needs no escapes for. */
export function anchorOf(id: string): string {
  return id
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
}
