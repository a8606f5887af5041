import { Option, type Command } from 'commander';
import { answer, withAnswers } from './program';
import type { SecretsRequest } from './secrets';

const EXAMPLES = `
Nothing is changed by this command itself. A Secret that exists is never overwritten, and its values are never printed.
Values that others issue, such as a login at a registry, are taken from variables; what is printed names them.

Exit codes: 0; 1 where --check finds something, or a Secret is left out; 2 for an error.

Examples:
  # what prod needs: names, keys, who reads them
  npm run --silent stacks -- secrets prod

  # namespaces and Secrets, before the first apply or install: look, then run
  npm run --silent stacks -- secrets prod --create
  npm run --silent stacks -- secrets prod --create | bash

  # is all there?
  npm run --silent stacks -- secrets prod --check --context prod

  # for the External Secrets Operator; values are in the store's entries NAMESPACE/SECRET
  npm run --silent stacks -- secrets prod --external-secret vault | kubectl apply --server-side -f -

  # for Sealed Secrets: kubeseal takes one Secret at a time, and each line is one
  npm run --silent stacks -- secrets prod --sealed |
    while read -r secret; do echo ---; kubeseal --format yaml <<<"$secret"; done > sealed.yaml
`;

type Flags = Omit<SecretsRequest, 'environment'>;

/** Adds the command `secrets`. */
export function addSecrets(program: Command): void {
  const ways = ['create', 'externalSecret', 'sealed', 'check'];
  const way = (option: Option, name: string) => option.conflicts(ways.filter((other) => other !== name));
  withAnswers(program.command('secrets'))
    .description(
      'Says which Secrets an environment needs, how they are made, and whether a cluster has them.',
    )
    .argument('<environment>', 'the environment, such as prod')
    .addOption(
      way(
        new Option(
          '--create [format]',
          'print commands for bash that create namespaces and Secrets, or YAML for "kubectl create -f -"',
        )
          .choices(['commands', 'yaml'])
          .preset('commands'),
        'create',
      ),
    )
    .addOption(
      way(
        new Option('--external-secret <store>', 'print ExternalSecrets of this store, with namespaces'),
        'externalSecret',
      ),
    )
    .addOption(
      new Option('--store-kind <kind>', 'the kind of the store (default: ClusterSecretStore)').choices([
        'SecretStore',
        'ClusterSecretStore',
      ]),
    )
    .addOption(way(new Option('--sealed', 'print Secrets for kubeseal, one in each line'), 'sealed'))
    .addOption(way(new Option('--check', 'ask a cluster whether all is there, in the right form'), 'check'))
    .option('--optional', 'make optional keys too')
    .option('--context <name>', 'the context of the kubeconfig (default: its current one)')
    .option('--json', 'for machines: the list, or what --check finds')
    .addHelpText('after', EXAMPLES)
    .action((environment: string, flags: Flags) => {
      const { secrets } = require('./secrets') as typeof import('./secrets');
      answer(() => {
        const { stdout, stderr, exitCode } = secrets({ environment, ...flags });
        process.stdout.write(stdout);
        process.stderr.write(stderr);
        return exitCode;
      });
    });
}
