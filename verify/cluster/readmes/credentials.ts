import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseMarkdown, readMarkdown } from '../../../test/support/markdown';
import type { ReadmeContext } from './context';
import { makeSecret } from './secrets';

/** A way of giving credentials that a Markdown file has outside of its shell blocks. */
export interface Way {
  readonly file: string;
  /** What the file says of it, word for word. */
  readonly says: readonly string[];
  /** The command for it. */
  readonly line: string;
  readonly prepare?: (context: ReadmeContext) => unknown;
}

const SECRETS = 'docs/secrets.md';
const MIDDLEWARE = 'lib/stacks/claude-middleware/README.md';
const HELM_PROXY = 'lib/stacks/helm-proxy/README.md';
const MCP_BOX = 'lib/stacks/mcp-box/README.md';

/** The Secrets that blocks of docs/secrets.md name, with their keys. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'claude-relay-keys': ['JWT_SECRET', 'ENCRYPTION_KEY'],
  'ai-gateway': ['relay-jwt', 'relay-encryption'],
};

/** The values of docs/secrets.md, each in a release of its own. */
const blocks: readonly Way[] = parseMarkdown(readMarkdown(SECRETS)).blocks.flatMap(
  ({ language, text }, index) => {
    if (language !== 'yaml') return [];
    const [, chart = ''] = /^# (\S+)\n/.exec(text) ?? [];
    const [, secret] = /existingSecret: (\S+)/.exec(text) ?? [];
    const file = `values-${index}.yaml`;
    return [
      {
        file: SECRETS,
        says: [text],
        line: `helm install ${chart} ./${chart} -f ${file}`,
        prepare: async ({ cluster, namespace, place, folder }) => {
          writeFileSync(path.join(place.folder, folder, file), text);
          if (secret !== undefined) await makeSecret(cluster, namespace, secret, NAMED[secret] ?? []);
        },
      } satisfies Way,
    ];
  },
);

export const WAYS: readonly Way[] = [
  ...blocks,
  {
    file: MIDDLEWARE,
    says: [
      "`--set 'auth.apiKeys={cr_first-key,cr_second-key}'`",
      '`redis.existingSecret`, or `redis.password` in a Secret of the chart',
    ],
    line:
      'helm install claude-middleware ./claude-middleware --set relay.host=relay.example.com ' +
      '--set redis.host=redis.example.com --set redis.password=a-password ' +
      "--set auth.enabled=true --set 'auth.apiKeys={cr_first-key,cr_second-key}'",
  },
  {
    file: HELM_PROXY,
    says: ['`config.existingSecret`, or `config.helmUsername` and `config.helmPassword`'],
    line:
      'helm install helm-proxy ./helm-proxy --namespace helm-proxy ' +
      "--set 'config.helmRepos[0]=myrepo=https://charts.example.com/repository/helm' " +
      "--set 'targets.namespaces[0]=podinfo-ns' " +
      '--set config.helmUsername=admin --set config.helmPassword=a-password',
  },
  {
    file: MCP_BOX,
    says: ['Without a Secret, MySQL has the sample password `password`'],
    line: 'helm install mcp-box ./mcp-box --namespace mcp-prod',
    // Without the volumes of the whole platform, as its README says under Uninstall.
    prepare: async ({ cluster, major }) => {
      await cluster.helm(major, 'uninstall', 'mcp-box', '-n', 'mcp-prod', '--wait');
      await cluster.kubectl(
        ...['delete', 'pvc', '-n', 'mcp-prod', '-l', 'app.kubernetes.io/instance=mcp-box'],
      );
    },
  },
];
