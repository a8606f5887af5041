/**
 * Paths, ports and hosts of a container, and what stands for them on this machine.
 *
 * A container has a file system, ports and a name service of its own; a process of this machine shares them with everybody. So a path
 * is a folder within a temporary one, a port is any free port, since tests run in parallel and the machine may use 8080 itself, and
 * a host is an address of the loopback network. They are put in the place of what the manifest says, in whatever the container is
 * given: command, arguments, values of variables, and configuration files.
 */
export type Words = ReadonlyMap<string, string>;

/** Puts what stands for them on this machine in the place of paths, ports and hosts, as whole words: `/app`, not the start of `/apple`. */
export function translated(text: string, words: Words): string {
  const known = [...words.keys()].sort((a, b) => b.length - a.length);
  if (known.length === 0) return text;
  const pattern = new RegExp(known.map(wholeWord).join('|'), 'g');
  return text.replace(pattern, (word) => words.get(word) ?? word);
}

function wholeWord(word: string): string {
  const quoted = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  if (word.startsWith('/')) return `(?<![\\w./-])${quoted}(?![\\w.-])`;
  if (/^\d+$/.test(word)) return `(?<![\\w.])${quoted}(?![\\w.])`;
  return `(?<![\\w.-])${quoted}(?![\\w.-])`;
}
