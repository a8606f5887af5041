import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseMarkdown, readMarkdown } from '../../../test/support/markdown';
import { runLine } from '../commands/shell';
import { provideGateway } from '../support/surroundings';
import { deleteManifests } from './cluster';
import type { ReadmeContext } from './context';
import { makeRequiredSecrets, makeSecret } from './secrets';

/** What has to be so before a line, which its file takes for granted. */
export interface Preparation {
  readonly file: string;
  /** What the line alone has. */
  readonly before: string;
  readonly why: string;
  /** Waited for, when it takes time. */
  readonly do: (context: ReadmeContext) => unknown;
}

/** Variables that a reader has set. */
export const VARIABLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'lib/stacks/helm-proxy/README.md': { PASSWORD: 'the password of the repository' },
};

const CLAUDE_RELAY = 'lib/stacks/claude-relay/README.md';
const MIDDLEWARE = 'lib/stacks/claude-middleware/README.md';
const MCP_BOX = 'lib/stacks/mcp-box/README.md';
const UMBRELLA = 'dist/charts/ai-gateway/README.md';

const RELAY_KEYS = ['JWT_SECRET', 'ENCRYPTION_KEY'];

const makeRelayKeys = ({ cluster, namespace }: ReadmeContext) =>
  makeSecret(cluster, namespace, 'claude-relay-keys', RELAY_KEYS);

/** Installs the relay as its README does, with its bundled Redis; or changes the release that is there. */
async function installRelay(
  { cluster, major, namespace, place }: ReadmeContext,
  ...more: readonly string[]
): Promise<void> {
  const chart = path.join(place.folder, 'charts/claude-relay');
  await cluster.helm(
    major,
    ...['upgrade', '--install', 'claude-relay', chart, '-n', namespace],
    ...['--set', 'config.existingSecret=claude-relay-keys', ...more],
  );
}

/** The values that others issue. */
const ISSUED = [
  'CLAUDE_RELAY_REDIS_PASSWORD_PASSWORD=x',
  'HELM_PROXY_CREDENTIALS_HELM_USERNAME=ci',
  'HELM_PROXY_CREDENTIALS_HELM_PASSWORD=x',
].join(' ');

/** What the command line asks before it deploys to production: Secrets of the right form, with their namespaces, and a Gateway. */
async function prepareProduction(context: ReadmeContext): Promise<void> {
  const line = `export ${ISSUED}; npm run --silent stacks -- secrets prod --create | bash`;
  expect(await runLine(line, context)).toMatchObject({ code: 0, stderr: '' });
  await provideGateway(context.cluster);
}

export const PREPARATIONS: readonly Preparation[] = [
  {
    file: 'README.md',
    before: 'npm run synth',
    why: 'dist is in the repository: without it, the command is seen to write it',
    do: ({ place }) => rmSync(path.join(place.folder, 'clone/dist'), { recursive: true }),
  },
  {
    file: 'README.md',
    before: 'kubectl apply --server-side',
    why: 'the Secrets of prod, under Prerequisites',
    do: ({ cluster }) => makeRequiredSecrets(cluster, 'prod'),
  },
  {
    file: 'README.md',
    before: 'helm install claude-relay',
    why: 'the Secret that it names',
    do: makeRelayKeys,
  },
  {
    file: 'README.md',
    before: 'deploy/helm-deploy.sh',
    why: 'charts are another way than manifests, in namespaces that are there with their Secrets, in a cluster that has what prod asks for',
    do: async (context) => {
      await deleteManifests(context.cluster, 'prod');
      await prepareProduction(context);
    },
  },
  {
    file: 'docs/how-it-works.md',
    before: 'deploy/helm-deploy.sh',
    why: 'what prod asks for: it says what is missing, and ends',
    do: prepareProduction,
  },
  {
    file: 'CONTRIBUTING.md',
    before: 'npm run synth',
    why: 'dist is in the repository: without it, the command is seen to write it',
    do: ({ place }) => rmSync(path.join(place.folder, 'clone/dist'), { recursive: true }),
  },
  {
    file: UMBRELLA,
    before: 'helm install ai-gateway',
    why: 'the Secrets of prod in docs/environments.md',
    do: ({ cluster }) => makeRequiredSecrets(cluster, 'prod'),
  },
  {
    file: 'docs/secrets.md',
    before: 'rollout restart',
    why: 'the relay of prod, with its Secrets',
    do: async ({ cluster, major, place }) => {
      await makeRequiredSecrets(cluster, 'prod');
      const chart = path.join(place.folder, 'charts/claude-relay');
      const values = path.join(chart, 'values-prod.yaml');
      await cluster.helm(major, 'install', 'claude-relay', chart, '-n', 'ai-gateway-prod', '-f', values);
    },
  },
  {
    file: CLAUDE_RELAY,
    before: 'externalRedis.existingSecret=redis',
    why: 'the password of the external Redis, in the Secret that it names',
    do: ({ cluster, namespace }) => makeSecret(cluster, namespace, 'redis', ['password']),
  },
  {
    file: CLAUDE_RELAY,
    before: 'kubectl patch pvc',
    why: 'a bundled Redis again, with a claim to be made larger',
    do: async (context) => {
      await context.cluster.helm(
        context.major,
        'uninstall',
        'claude-relay',
        '-n',
        context.namespace,
        '--wait',
      );
      await installRelay(context);
    },
  },
  {
    file: CLAUDE_RELAY,
    before: 'helm get values',
    why: 'a third revision',
    do: (context) => installRelay(context, '--reuse-values', '--set', 'config.logLevel=debug'),
  },
  {
    file: MIDDLEWARE,
    before: 'helm upgrade claude-relay',
    why: 'a release of the relay in the namespace',
    do: async (context) => {
      await makeRelayKeys(context);
      await installRelay(context);
    },
  },
  {
    file: MIDDLEWARE,
    before: 'redis.existingSecret=redis-password',
    why: 'the Secret that it names',
    do: ({ cluster, namespace }) => makeSecret(cluster, namespace, 'redis-password', ['password']),
  },
  {
    file: MCP_BOX,
    before: 'values-dev.yaml',
    why: 'the Secret that the values name, as the sentence above it says',
    do: async ({ cluster }) => {
      await cluster.kubectl('create', 'namespace', 'mcp-dev');
      await makeSecret(cluster, 'mcp-dev', 'mysql-secret', ['root-password', 'password']);
    },
  },
  {
    file: MCP_BOX,
    before: 'configs.authz=authz.yaml',
    why: "the reader's own configuration of authz",
    do: (context) => writeIn(context, 'authz.yaml', 'server: { httpPort: $(PORT) }\n'),
  },
  {
    file: MCP_BOX,
    before: '-f platform.yaml',
    why: 'the file in the YAML block below it',
    do: (context) => {
      const block = parseMarkdown(readMarkdown(MCP_BOX)).blocks.find(({ text }) =>
        text.startsWith('# platform.yaml\n'),
      );
      if (block === undefined) throw new Error(`${MCP_BOX} has no block with platform.yaml.`);
      writeIn(context, 'platform.yaml', block.text);
    },
  },
];

function writeIn({ place, folder }: ReadmeContext, file: string, text: string): void {
  writeFileSync(path.join(place.folder, folder, file), text);
}
