import { addRollback } from '../../../lib/app/cli/rollback-command';
import { CHANGES, helpOf } from './help';

it('has help with examples, all options and the exit codes', () => {
  const help = helpOf((program) => addRollback(program, '/'));
  for (const part of [
    'Examples:',
    'Exit codes:',
    ...CHANGES,
    '--to',
    '--anyway',
    '--prune',
    '--charts',
    '--release-name',
    '--namespace',
  ])
    expect(help).toContain(part);
});
