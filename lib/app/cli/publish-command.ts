import type { Command } from 'commander';
import { collect } from './program';
import { progress } from './progress';
import type { PublishRequest } from './publish';

const PACKAGE_EXAMPLES = `
The same source gives the same bytes on any machine. The values of environments are in no package: they stay in dist/charts/CHART.

Examples:
  # release/CHART-VERSION.tgz and release/CHART-VERSION.tgz.sha256 of each chart
  npm run --silent stacks -- package

  # into another folder, whose other files stay
  npm run --silent stacks -- package --output /srv/charts
`;

const PUBLISH_EXAMPLES = `
What is pushed, by oras (https://oras.land), which has the logins of "oras login" and "docker login":
  REGISTRY/CHART:VERSION       each chart, for helm install oci://
  REGISTRY/manifests:COMMIT    dist/ENV of all environments, for Flux and Argo CD; also under each --tag
To each a bill of materials in CycloneDX is attached. A version that is there is never replaced: where the content differs, nothing is
pushed. Versions and digests are added to deploy/released.yaml, which is to be committed.

Examples:
  npm run --silent stacks -- publish oci://registry.example.com/ai-gateway --tag v1.0.0 --tag latest

  # signed charts, for helm verify and helm install --verify
  npm run --silent stacks -- publish oci://registry.example.com/ai-gateway --sign release@example.com

  # cosign signs what was published, by digest
  npm run --silent stacks -- publish oci://registry.example.com/ai-gateway --json | jq -r '.[].reference' | xargs -n 1 cosign sign --yes

  # a trial in a registry without TLS
  npm run --silent stacks -- publish oci://127.0.0.1:5000/trial --plain-http --no-record
`;

const SBOM_EXAMPLES = `
Examples:
  # the images that a chart needs with its default values, and those that it may need (scope: optional)
  npm run --silent stacks -- sbom claude-relay

  # the images of environments
  npm run --silent stacks -- sbom --env staging --env prod > sbom.json
`;

type PublishFlags = Omit<PublishRequest, 'project'>;

/** Adds the commands `package`, `publish` and `sbom`. */
export function addPublish(program: Command, project: string): void {
  program
    .command('package')
    .description('Packs all charts, as "helm package" does.')
    .option('-o, --output <folder>', 'where to', 'release')
    .addHelpText('after', PACKAGE_EXAMPLES)
    .action(async ({ output }: { readonly output: string }) => {
      const { packageCharts } = require('./publish') as typeof import('./publish');
      progress('Packing the charts');
      process.stdout.write(await packageCharts(output));
    });
  program
    .command('publish')
    .description('Pushes the charts and the manifests to an OCI registry, from a commit.')
    .argument('<registry>', 'oci://HOST/PATH')
    .option('--tag <tag>', 'a further tag of the manifests; may be given several times', collect, [])
    .option('--sign <key>', 'sign the charts with a key that gpg has: name, address or fingerprint')
    .option('--plain-http', 'the registry has no TLS')
    .option('--no-record', 'leave deploy/released.yaml as it is')
    .option('--json', 'for machines')
    .addHelpText('after', PUBLISH_EXAMPLES)
    .action(async (registry: string, flags: PublishFlags) => {
      const { publishTo } = require('./publish') as typeof import('./publish');
      process.stdout.write(await publishTo(registry, { project, ...flags }));
    });
  program
    .command('sbom')
    .description('Prints a bill of materials of a chart or of environments, in CycloneDX 1.6.')
    .argument('[chart]', 'the chart, such as claude-relay')
    .option('--env <name>', 'an environment; may be given several times (default: all)', collect, [])
    .addHelpText('after', SBOM_EXAMPLES)
    .action((chart: string | undefined, { env }: { readonly env: string[] }) => {
      const { sbom } = require('./publish') as typeof import('./publish');
      process.stdout.write(sbom(chart, env));
    });
}
