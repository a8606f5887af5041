import type { ReadmeContext } from './context';
import { WAYS } from './credentials';
import { EXCEPTIONS, type Exception, runsTests } from './exceptions';
import { LINES, lineWith } from './lines';
import { performLine } from './perform';
import { PREPARATIONS } from './preparations';

/** What is done with a Markdown file, one after another. */
export interface Step {
  readonly title: string;
  /** Waited for, when it takes time. */
  readonly do: (context: ReadmeContext) => unknown;
}

/** Lines with their exception, by file. */
export interface Line {
  readonly file: string;
  readonly line: string;
  readonly exception: Exception | undefined;
}

const testsOf = (file: string, line: string): Exception => ({
  is: 'elsewhere',
  file,
  part: line,
  reason: 'A test or a check, which CI runs.',
});

export const TABLE: readonly Line[] = LINES.map(({ file, line }) => {
  const [exception, ...more] = [
    ...EXCEPTIONS.filter((one) => one.file === file && lineWith(file, one.part) === line),
    ...(runsTests(line) ? [testsOf(file, line)] : []),
  ];
  if (more.length > 0) throw new Error(`${file}: ${line}\nhas more than one exception.`);
  return { file, line, exception };
});

/** All steps of a file: its lines, each after what has to be so before it, and then ways that it names in sentences and values. */
export function stepsOf(file: string): readonly Step[] {
  return [
    ...TABLE.filter((one) => one.file === file).flatMap(({ line, exception }) => [
      ...PREPARATIONS.filter((one) => one.file === file && lineWith(file, one.before) === line).map(
        (preparation): Step => ({ title: `(${preparation.why})`, do: preparation.do }),
      ),
      {
        title: line,
        do: (context: ReadmeContext) => performLine(line, exception, context),
      },
    ]),
    ...WAYS.filter((way) => way.file === file).map(({ line, prepare }): Step => ({
      title: line,
      do: async (context) => {
        await prepare?.(context);
        await performLine(line, undefined, context);
      },
    })),
  ];
}

/** How many lines of a file are run, in words. */
export function counted(file: string): string {
  const lines = TABLE.filter((one) => one.file === file);
  const count = (is: Exception['is']) => lines.filter(({ exception }) => exception?.is === is).length;
  const run = lines.length - count('container') - count('elsewhere');
  const ways = WAYS.filter((way) => way.file === file).length;
  return [
    `${run} of ${lines.length} lines run`,
    ...(count('container') > 0 ? [`${count('container')} need a container`] : []),
    ...(count('elsewhere') > 0 ? [`${count('elsewhere')} elsewhere`] : []),
    ...(ways > 0 ? [`${ways} more ways of giving credentials`] : []),
  ].join(', ');
}
