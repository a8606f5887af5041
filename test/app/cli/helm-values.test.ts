import { Command } from 'commander';
import { addHelmValues } from '../../../lib/app/cli/helm-values';

it('keeps the order in which values were given, which is the order in which they count', () => {
  const command = new Command();
  const given = addHelmValues(command);
  const words = ['--set', 'a=1', '-f', 'my.yaml', '--set-string=b=2', '--values', 'more.yaml', '--set-json', 'c={}'];
  command.parse([...words, '--set-file', 'd=e', '--set-literal', 'f=1,2'], { from: 'user' });
  expect(given).toEqual([
    ...['--set', 'a=1', '-f', 'my.yaml', '--set-string', 'b=2', '-f', 'more.yaml', '--set-json', 'c={}'],
    ...['--set-file', 'd=e', '--set-literal', 'f=1,2'],
  ]);
}); // prettier-ignore
