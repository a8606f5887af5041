import { Command } from 'commander';
import { rejectEmpty, withSentences } from '../../../lib/app/cli/program';
import { program as commandLine } from '../../../lib/app/cli/stacks';

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

it('rejects an option with nothing in it, and takes one that is not there', () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const program = withSentences(new Command().option('-o, --output <folder>')).exitOverride();
  expect(() => rejectEmpty(program.parse([], { from: 'user' }))).not.toThrow();
  expect(() => rejectEmpty(program.parse(['-o', ''], { from: 'user' }))).toThrow();
  expect(said.mock.calls.join('')).toBe(
    "error: option '-o, --output <folder>' is empty. Give it a value, or leave it out.\n",
  );
  said.mockRestore();
});

it('takes no option of a command for empty that has something in it', () => {
  const taken = commandLine().commands.flatMap((command) =>
    command.options
      .filter(({ required }) => required)
      .map((option) => {
        const word = option.argChoices?.[0] ?? (option.flags.includes('<key=value>') ? 'a=1m' : '1m');
        command.exitOverride().parseOptions([option.long ?? option.flags, word]);
        expect(() => rejectEmpty(command)).not.toThrow();
        return option.long;
      }),
  );
  expect(taken).toEqual(expect.arrayContaining(['--set', '--set-literal', '--timeout', '--output']));
  expect(taken.length).toBeGreaterThan(30);
});

/** A command with all commands below it. */
function withCommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap((below) => withCommands(below))];
}

it('says of no option of any command a default that is for programs', () => {
  const all = withCommands(commandLine()).flatMap((command) => {
    const help = command.createHelp();
    return command.options.map((option) => `${command.name()} ${help.optionDescription(option)}`);
  });
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter((text) => text.startsWith('render '))).toHaveLength(6);
  // An empty list, or one default beside another.
  expect(all.filter((text) => /default: [[{]|default:.*default:/.test(text))).toEqual([]);
  expect(all).toContain('package where to (default: "release")');
});
