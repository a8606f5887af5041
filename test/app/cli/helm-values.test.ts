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

it('says of a key without a value what would be right, but for JSON, which may have the keys in it', () => {
  const complaints: string[] = [];
  const command = new Command().exitOverride().configureOutput({ writeErr: (text) => complaints.push(text) });
  const given = addHelmValues(command);
  command.parse(['--set-json', '{"a": 1}'], { from: 'user' });
  expect(given).toEqual(['--set-json', '{"a": 1}']);
  for (const flag of ['--set', '--set-string', '--set-file', '--set-json', '--set-literal'])
    expect(() => command.parse([flag, 'replicaCount'], { from: 'user' })).toThrow(
      `argument 'replicaCount' is invalid. It has no value; write KEY=VALUE.`,
    );
  expect(complaints).toHaveLength(5);
});
