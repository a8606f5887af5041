import { Command } from 'commander';
import { addGitops } from '../../../lib/app/cli/gitops-command';

it('has help with examples and all options', () => {
  let help = '';
  const program = new Command();
  addGitops(program);
  program.commands[0]?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  const options = [
    '--environment',
    '--cluster',
    '--repository',
    '--revision',
    '--path',
    '--charts',
    '--output',
  ];
  for (const part of ['Examples:', 'argocd', 'flux', 'helmfile', ...options]) expect(help).toContain(part);
});

it('prints what a tool reads', async () => {
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const program = new Command();
  addGitops(program);
  await program.parseAsync(['gitops', 'helmfile', '--environment', 'dev'], { from: 'user' });
  const [[text] = []] = printed.mock.calls;
  printed.mockRestore();
  expect(text).toMatch(/^helmDefaults:\n/);
});
