/** The namespace that a command names. */
export function namespaceOf(line: string): string | undefined {
  return /\s(?:-n|--namespace)[ =](\S+)/.exec(line)?.[1];
}

/** The words of a command, those in quotes aside. */
export function wordsOf(line: string): readonly string[] {
  return line.split(/[\s\\]+/).filter((word) => word !== '');
}
