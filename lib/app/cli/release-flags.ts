import type { Command } from 'commander';

/** Adds the options by which commands find the release of a chart. */
export function addReleaseFlags(command: Command): Command {
  return command
    .option('--release-name <name>', 'with --charts: the name of the release (default: that of its chart)')
    .option(
      '-n, --namespace <name>',
      'with --charts: the namespace of the release (default: global.namespace of its values, or that of the environment)',
    );
}
