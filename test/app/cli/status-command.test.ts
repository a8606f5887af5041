import { addStatus } from '../../../lib/app/cli/status-command';
import { helpOf } from './help';

it('has help with examples, all options and the exit codes', () => {
  const help = helpOf(addStatus);
  for (const part of [
    'Examples:',
    'Exit codes:',
    '--context',
    '--json',
    '--charts',
    '--release-name',
    '--namespace',
  ])
    expect(help).toContain(part);
});
