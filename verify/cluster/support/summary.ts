/** Prints a line for people, among jest's own. */
export function summary(line: string): void {
  process.stdout.write(`${line}\n`);
}
