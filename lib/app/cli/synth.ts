import { Command, InvalidArgumentError } from 'commander';
import { destinationOf, type Destination } from '../output/destination';
import { rejectEmpty, withSentences } from './program';
import { fromUser } from '../user-folder';

const EXAMPLES = `
Examples:
  # write dist
  npm run synth

  # write another folder; dist stays as it is
  npm run synth -- --output /tmp/dist

  # all manifests as one stream
  npx cdk8s synth --stdout | kubectl apply --server-side -f -
`;

/** What to synthesize, as the command line says it. */
export interface SynthRequest {
  readonly destination: Destination;
  /** In how many threads environments are rendered. @default - by their number and that of the processors */
  readonly threads: number | undefined;
}

/** What the command line wants; where the output goes may also be said by that of cdk8s, with CDK8S_OUTDIR. */
export function requestFrom(project: string, args: readonly string[]): SynthRequest {
  const command = withSentences(new Command('synth'))
    .description(
      'Writes the manifests of all environments and the charts: all of them, or nothing when one fails.',
    )
    .option('-o, --output <folder>', 'the folder whose content is replaced (default: dist of the project)')
    .option(
      '--threads <number>',
      'in how many threads environments are rendered; the output is the same (default: one, and more from 100 environments on, by the CPUs)',
      threadsFrom,
    )
    .addHelpText('after', EXAMPLES)
    .parse(args, { from: 'user' });
  rejectEmpty(command);
  const { output, threads } = command.opts<{ readonly output?: string; readonly threads?: number }>();
  const given = output === undefined ? process.env['CDK8S_OUTDIR'] : fromUser(output);
  return { destination: destinationOf(project, given), threads };
}

function threadsFrom(given: string): number {
  if (!/^([1-9]|[1-5][0-9]|6[0-4])$/.test(given))
    throw new InvalidArgumentError('It must be an integer from 1 to 64.');
  return Number(given);
}
