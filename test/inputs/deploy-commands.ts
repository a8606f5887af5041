/** Command lines of the deploy script that are wrong, and what is said of each. */
export const WRONG_DEPLOYMENTS: readonly (readonly [readonly string[], string])[] = [
  ...['live', 'Prod', 'production', 'dev ', '', 'dev|prod', '../dev', '.*'].map(
    (name) => [['-e', name], name === '' ? '-e needs a value' : 'there is no environment'] as const,
  ),
  ...['My_Namespace', 'a.b', 'a-', 'x'.repeat(64), 'a b', 'a/b', 'é', '$(id)', 'a;b', '*'].map(
    (name) => [['-n', name], 'The namespace must be at most'] as const,
  ),
  ...['A', 'a_b', 'a-', 'a.b', 'x'.repeat(54), 'a b', '$HOME', '`id`'].map(
    (name) => [['-r', name], 'The release name must be at most'] as const,
  ),
  ...['10', 's', '10 s', '1d', '10sec', '1.5h', '-', '10s;', 'ten'].map(
    (time) => [['-t', time], time.startsWith('-') ? '-t needs a value' : 'the timeout'] as const,
  ),
  ...['v1 2', 'v1:2', 'a/b', '.1', 'x'.repeat(64), 'v1,image.tag=x', '{a}', 'é'].map(
    (version) => [['-v', version], 'the version'] as const,
  ),
  ...['nothing', '..', '.', '/etc', 'MCP-box', 'claude relay'].map(
    (chart) => [['-c', chart], 'there is no chart'] as const,
  ),
  ...['--what', '-x', 'prod', '--dry-run=client', '--wait=true', '-e=dev', '-', '-du', '--dryrun'].map(
    (option) => [[option], 'is not an option'] as const,
  ),
  ...['-e', '-n', '-v', '-r', '-t', '-c', '--environment', '--namespace', '--version', '--release-name', '--timeout', '--chart', '-f', '--values', '--set', '--set-string', '--set-file', '--set-json', '--set-literal', '--kube-context'].flatMap(
    (option) => [
      [[option], `${option} needs a value`] as const,
      [[option, '-d'], `${option} needs a value`] as const,
    ],
  ),
  // The release is named after the chart.
  [['-c', '../charts/mcp-box'], 'The release name must be at most'],
  [['-c', 'mcp-box/'], 'The release name must be at most'],
  [['-c', 'claude-relay'], 'has no values for dev'],
  [['-c', 'ai-gateway', '-v', 'v1'], 'has no single version'],
  // One that is wrong among those that are right, wherever it stands.
  [['-e', 'dev', '-n', 'ai', '-r', 'box', '-t', '10s', '-v', 'v1', '-d', '-u', '--no-wait', '--nothing'], '--nothing is not an option'],
  [['-t', '10', '-e', 'dev', '-d'], 'the timeout'],
  [['-n', 'A', '-u', '--no-wait'], 'The namespace must be at most'],
  ...['--set', '--set-string', '--set-file', '--set-json', '--set-literal'].map((flag) => [[flag, 'replicaCount'], 'has no value; write KEY=VALUE'] as const),
  ...['nothing.yaml', '/', '-x.yaml'].map((file) => [['-f', file], file.startsWith('-') ? '-f needs a value' : 'cannot be read'] as const),
]; // prettier-ignore

/** The same with line breaks, of which each line by itself would be right. */
export const WRONG_LINES: readonly (readonly [readonly string[], string])[] = [
  [['-e', 'dev\nprod'], 'there is no environment'],
  [['-n', 'a\nb'], 'The namespace must be at most'],
  [['-r', 'a\nb'], 'The release name must be at most'],
  [['-t', '10s\n20s'], 'the timeout'],
  [['-v', 'v1\nv2'], 'the version'],
];
