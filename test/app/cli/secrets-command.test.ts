import { Command } from 'commander';
import { addSecrets } from '../../../lib/app/cli/secrets-command';

it('has help with examples, all options and the exit codes', () => {
  let help = '';
  const program = new Command().configureOutput({ writeOut: (text) => (help += text) }).exitOverride();
  addSecrets(program);
  program.commands[0]?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  for (const part of ['Examples:', '--create [format]', '--external-secret <store>', '--store-kind', '--sealed', '--check', '--optional', '--context', '--json', 'Exit codes:'])
    expect(help).toContain(part);
}); // prettier-ignore
