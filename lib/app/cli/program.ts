import { Help, type Command } from 'commander';
import { explain } from '../explain';

/**
 * A command whose complaints are one sentence each, that says what would be right or where that is said. Its help does not have the empty list
 * that {@link collect} begins with.
 */
export function withSentences(command: Command): Command {
  const help = new Help();
  command.configureHelp({
    optionDescription: (option) => help.optionDescription(option).replace(' (default: [])', ''),
  });
  return command.configureOutput({ outputError: (text, write) => write(inOneLine(text)) });
}

/**
 * Rejects options with nothing in them, as a shell gives them for a variable that is not set: an empty path would be the folder that the
 * user is in.
 */
export function rejectEmpty(command: Command): void {
  for (const option of command.options)
    if (command.getOptionValue(option.attributeName()) === '')
      command.error(`error: option '${option.flags}' is empty\n(Give it a value, or leave it out.)`);
}

/** The values of an option that may be given several times. */
export function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

/** A command for which 1 is an answer, such as a difference, so that a wrong option is 2; see {@link answer}. */
export function withAnswers(command: Command): Command {
  return command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
}

/** Does what such a command is for, which gives the exit code: 2 for an error, with its sentence. */
export function answer(act: () => number): void {
  try {
    process.exitCode = act();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 2;
  }
}

function inOneLine(text: string): string {
  const [problem = '', hint] = text.trim().split('\n');
  const way = hint === undefined ? '; see --help.' : `. ${hint.replace(/^\(|\)$/g, '')}`;
  return `${problem.replace(/\.$/, '')}${way}\n`;
}
