import { Command } from 'commander';
import { withSentences } from '../../../lib/app/cli/program';

it.each([
  [['--wrong'], "error: unknown option '--wrong'; see --help.\n"],
  [['--colou'], "error: unknown option '--colou'. Did you mean --colour?\n"],
])('says of %j in one line what would be right', (args, sentence) => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const program = withSentences(new Command().option('--colour')).exitOverride();
  expect(() => program.parse(args, { from: 'user' })).toThrow();
  const [[text] = []] = said.mock.calls;
  said.mockRestore();
  expect(text).toBe(sentence);
});
