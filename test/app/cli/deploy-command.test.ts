import { addDeploy } from '../../../lib/app/cli/deploy-command';
import { CHANGES, helpOf } from './help';

it('has help with examples, all options and the exit codes', () => {
  const help = helpOf(addDeploy);
  for (const part of [
    'Examples:',
    'Exit codes:',
    ...CHANGES,
    '--prune',
    '--charts',
    '--charts-folder',
    '--release-name',
    '-n, --namespace',
    '--app-version',
    '--install',
    '--upgrade',
    '--show-manifests',
    '-f, --values',
    '--set-literal',
  ])
    expect(help).toContain(part);
});
