import { Command } from 'commander';
import { addReport } from '../../../lib/app/cli/report-command';

it('has help with examples, all options and the exit codes', () => {
  let help = '';
  const program = new Command();
  addReport(program, '/project');
  program.commands[0]?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  for (const part of ['Examples:', '--from', '--output', '--node-size', '4/16Gi', '--json', 'Exit codes:'])
    expect(help).toContain(part);
});
