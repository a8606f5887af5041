import { Command } from 'commander';

/** The options of each command that changes a cluster. */
export const CHANGES = [
  ...['--context', '--yes', '--dry-run', '--force-conflicts', '--no-preflight', '--no-wait', '--timeout'],
  '--json',
];

/** The help of a command. */
export function helpOf(add: (program: Command) => void): string {
  let help = '';
  const program = new Command();
  add(program);
  program.commands[0]?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}
