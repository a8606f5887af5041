import { addPreflight } from '../../../lib/app/cli/preflight-command';
import { helpOf } from './help';

it('has help with examples, all options and the exit codes', () => {
  const help = helpOf(addPreflight);
  for (const part of ['Examples:', 'Exit codes:', '--context', '--force-conflicts', '--json'])
    expect(help).toContain(part);
});
