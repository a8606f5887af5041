import { addNew } from '../../../lib/app/cli/new-command';
import { helpOf } from './help';

it('has help with examples and all options', () => {
  const help = helpOf((program) => addNew(program, '.'));
  for (const part of ['Examples:', '--image', '--port', '--health', '--dry-run', '--json'])
    expect(help).toContain(part);
});
