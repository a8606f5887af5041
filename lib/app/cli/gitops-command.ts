import { Argument, type Command } from 'commander';
import { collect } from './program';
import { progress } from './progress';
import type { GitopsRequest, Tool } from './gitops';

const EXAMPLES = `
What is printed:
  argocd      an ApplicationSet for each environment; with no --cluster for all clusters that Argo CD knows with the label
              ai-gateway-stacks/environment=ENV, or else for those that are named by the URLs of their API servers
  flux        with --repository a Kustomization for each environment, with --charts a HelmRelease for each of its stacks; a
              --cluster is named by the Secret with its kubeconfig (default: the cluster that Flux runs in)
  helmfile    a release for each environment and stack, with labels to select by; a --cluster is named by its context

Nothing is applied. Namespaces, and what Helm keeps, are never pruned: they have data in them.

Examples:
  # production in two clusters, by Argo CD
  npm run --silent stacks -- gitops argocd --environment prod --repository https://github.com/example/stacks.git \\
    --cluster eu=https://eu.example.com:6443 --cluster us=https://us.example.com:6443

  # all environments from an artifact in a registry, by Flux
  npm run --silent stacks -- gitops flux --repository oci://registry.example.com/ai-gateway/manifests --revision v1.0.0

  # the charts of staging, by Flux
  npm run --silent stacks -- gitops flux --environment staging --charts oci://registry.example.com/ai-gateway

  # what cosign has signed alone; the Secret in flux-system has the public key in cosign.pub
  npm run --silent stacks -- gitops flux --charts oci://registry.example.com/ai-gateway --verify cosign

  # a helmfile.yaml beside dist
  npm run --silent stacks -- gitops helmfile --output .
`;

const TOOLS: readonly Tool[] = ['argocd', 'flux', 'helmfile'];

interface GitopsFlags extends GitopsRequest {
  readonly output?: string;
}

/** Adds the command `gitops`. */
export function addGitops(program: Command): void {
  program
    .command('gitops')
    .description('Prints what a GitOps tool deploys the environments by, to one cluster or many.')
    .addArgument(new Argument('<tool>', 'the tool').choices(TOOLS))
    .option('--environment <name>', 'an environment; may be given several times (default: all)', collect, [])
    .option(
      '--cluster <name=where>',
      'a cluster, as said below; may be given several times (default: the one that the tool takes)',
      collect,
      [],
    )
    .option('--repository <url>', 'argocd, flux: the repository with dist; oci:// for an artifact (flux)')
    .option(
      '--revision <rev>',
      'branch or commit, refs/..., or tag of an artifact (default: main, or latest)',
    )
    .option('--path <folder>', 'the folder of the repository with a folder for each environment', 'dist')
    .option(
      '--charts <place>',
      'flux: oci:// of the charts; helmfile: that, or a folder (default: ./dist/charts)',
    )
    .option('--plain-http', 'flux, helmfile: the registry that oci:// names has no TLS')
    .option(
      '--verify <secret>',
      'flux: the Secret with the public keys of cosign, by one of which what oci:// names is signed',
    )
    .option('-o, --output <folder>', 'write a file to a folder, whose other files stay as they are')
    .addHelpText('after', EXAMPLES)
    .action((tool: Tool, { output, ...request }: GitopsFlags) => {
      progress('Rendering the environments');
      const { gitops, writeGitops } = require('./gitops') as typeof import('./gitops');
      const content = gitops(tool, request);
      process.stdout.write(output === undefined ? content : `${writeGitops(tool, output, content)}\n`);
    });
}
