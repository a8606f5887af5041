/** Says to a person at a terminal what takes a while. Programs and logs are not told. */
export function progress(what: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${what}…\n`);
}
