import { Command } from 'commander';
import { addPublish } from '../../../lib/app/cli/publish-command';

it.each([
  ['package', ['--output']],
  ['publish', ['--tag', '--sign', '--plain-http', '--no-record', '--json']],
  ['sbom', ['--env']],
])('has help of %s with examples and all options', (name, options) => {
  let help = '';
  const program = new Command();
  addPublish(program, '.');
  const command = program.commands.find((one) => one.name() === name);
  command?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  for (const part of ['Examples:', ...options]) expect(help).toContain(part);
});
