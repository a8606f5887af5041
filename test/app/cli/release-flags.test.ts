import { Command } from 'commander';
import { addReleaseFlags } from '../../../lib/app/cli/release-flags';

it('has the options by which a release is found', () => {
  const command = addReleaseFlags(new Command()).parse(['-n', 'ai', '--release-name=box'], { from: 'user' });
  expect(command.opts()).toEqual({ namespace: 'ai', releaseName: 'box' });
  expect(command.helpInformation()).toContain('-n, --namespace <name>');
});
