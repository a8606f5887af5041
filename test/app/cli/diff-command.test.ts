import { Command } from 'commander';
import { addDiff } from '../../../lib/app/cli/diff-command';

it('has help with examples, all options and the exit codes', () => {
  let help = '';
  const program = new Command().configureOutput({ writeOut: (text) => (help += text) }).exitOverride();
  addDiff(program, '/project');
  program.commands[0]?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  for (const part of ['Examples:', '--revision', '--cluster', '--context', '--json', '--markdown', '--exit-code', 'Exit codes:'])
    expect(help).toContain(part);
}); // prettier-ignore
