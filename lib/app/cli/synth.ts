import { Command } from 'commander';
import { destinationOf, type Destination } from '../output/destination';
import { withSentences } from './program';
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

/** Where the command line, or else the cdk8s command line with CDK8S_OUTDIR, wants the output. */
export function destinationFrom(project: string, args: readonly string[]): Destination {
  const command = withSentences(new Command('synth'))
    .description(
      'Writes the manifests of all environments and the charts: all of them, or nothing when one fails.',
    )
    .option('-o, --output <folder>', 'the folder whose content is replaced (default: dist of the project)')
    .addHelpText('after', EXAMPLES)
    .parse(args, { from: 'user' });
  const { output } = command.opts<{ readonly output?: string }>();
  return destinationOf(project, output === undefined ? process.env['CDK8S_OUTDIR'] : fromUser(output));
}
