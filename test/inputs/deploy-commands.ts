import type { DeployRequest } from '../../lib/app/cli/deploy';

/** Command lines of the deploy script that it rejects itself, and what is said of each. */
export const WRONG_WORDS: readonly (readonly [readonly string[], string])[] = [
  ...['--what', '-x', 'prod', '--dry-run=client', '--wait=true', '-e=dev', '-', '-du', '--dryrun', '--upgrade=yes', '--charts', '--prune'].map(
    (option) => [[option], `${option} is not an option; see --help.`] as const,
  ),
  ...['-e', '-n', '-v', '-r', '-t', '-c', '--environment', '--namespace', '--version', '--release-name', '--timeout', '--chart', '-f', '--values', '--set', '--set-string', '--set-file', '--set-json', '--set-literal', '--kube-context', '--context'].flatMap(
    (option) => [
      [[option], `${option} needs a value; see --help.`] as const,
      [[option, ''], `${option} needs a value; see --help.`] as const,
      [[option, '-d'], `${option} needs a value; see --help.`] as const,
      ...(option.startsWith('--') ? [[[`${option}=`], `${option} needs a value; see --help.`] as const] : []),
    ],
  ),
  [['-f', '-x.yaml'], '-f needs a value; see --help.'],
  [['-t', '-'], '-t needs a value; see --help.'],
  // One that is wrong among those that are right, wherever it stands.
  [['-e', 'dev', '-n', 'ai', '-r', 'box', '-t', '10s', '-v', 'v1', '-d', '-u', '--no-wait', '--nothing'], '--nothing is not an option; see --help.'],
]; // prettier-ignore

/** What a chart cannot be deployed with, and what is said of each. */
export const WRONG_DEPLOYMENTS: readonly (readonly [Partial<DeployRequest>, string])[] = [
  ...['live', 'Prod', 'production', 'dev ', '', 'dev|prod', '../dev', '.*', 'dev\nprod'].map(
    (environment) => [{ environment }, 'There is no environment'] as const,
  ),
  ...['My_Namespace', 'a.b', 'a-', 'x'.repeat(64), 'a b', 'a/b', 'é', '$(id)', 'a;b', '*', '', '-d', 'a\nb'].map(
    (namespace) => [{ namespace }, 'The namespace must be at most'] as const,
  ),
  ...['A', 'a_b', 'a-', 'a.b', 'x'.repeat(54), 'a b', '$HOME', '`id`', '', '-d', 'a\nb'].map(
    (releaseName) => [{ releaseName }, 'The release name must be at most'] as const,
  ),
  ...['10', 's', '10 s', '1d', '10sec', '1.5h', '-', '10s;', 'ten', '', '10s\n20s'].map(
    (timeout) => [{ timeout }, 'must be a duration such as 600s or 10m.'] as const,
  ),
  ...['v1 2', 'v1:2', 'a/b', '.1', 'x'.repeat(64), 'v1,image.tag=x', '{a}', 'é', '', '-d', 'v1\nv2'].map(
    (appVersion) => [{ appVersion }, 'must be an image tag such as v1.2.3.'] as const,
  ),
  ...['nothing', '..', '.', '/etc', 'MCP-box', 'claude relay', '../charts/mcp-box', 'mcp-box/', '', 'mcp-box\nai-gateway'].map(
    (chart) => [{ stacks: [chart] }, 'There is no chart of dev called'] as const,
  ),
  ...['nothing.yaml', '/'].map((file) => [{ values: ['-f', file] }, 'give the path of a YAML file.'] as const),
  [{ stacks: ['ai-gateway'], appVersion: 'v1' }, 'has no single version'],
  [{ chartsFolder: 'nothing' }, 'There are no charts in nothing; npm run synth writes them to dist/charts.'],
  // One that is wrong among those that are right.
  [{ timeout: '10', namespace: 'ai', dryRun: true }, 'must be a duration'],
]; // prettier-ignore
