/** A declaration or an operator on its page. */
export interface Entry {
  readonly name: string;
  readonly description: string;
  /** The TypeScript of its example. */
  readonly code: string;
  /** What comes of it, in Markdown. */
  readonly results: string;
}

/** Entries under a heading. */
export interface Group {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** A page in Markdown: an introduction, links to all entries, and the entries. */
export function page(introduction: string, groups: readonly Group[]): string {
  const links = groups.map(({ title, entries }) => {
    const names = entries.map(({ name }) => `[\`${name}\`](#${name.toLowerCase()})`);
    return `- ${title}: ${names.join(', ')}`;
  });
  const sections = groups.map(({ title, entries }) => [`## ${title}`, ...entries.map(section)].join('\n\n'));
  return `${[introduction, links.join('\n'), ...sections].join('\n\n')}\n`;
}

function section({ name, description, code, results }: Entry): string {
  return `### \`${name}\`\n\n${description}\n\n\`\`\`ts\n${code}\n\`\`\`\n\n${results}`;
}
