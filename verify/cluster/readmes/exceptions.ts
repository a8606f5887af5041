/** A line that is not run as it stands. */
interface Excepted {
  readonly file: string;
  /** What this line alone has. */
  readonly part: string;
  readonly reason: string;
}

/** It is run as far as the kubelet, of which it asks what it names, and which does not answer. */
interface NeedsContainer extends Excepted {
  readonly is: 'container';
  readonly asks: 'containerLogs' | 'exec' | 'attach' | 'portForward';
}

/** A part of it is run. */
interface Partly extends Excepted {
  readonly is: 'partly';
  readonly runs: string;
}

/** It is not for a cluster. */
interface Elsewhere extends Excepted {
  readonly is: 'elsewhere';
}

export type Exception = NeedsContainer | Partly | Elsewhere;

const HELM_PROXY = 'lib/stacks/helm-proxy/README.md';
const JAIROUTER = 'lib/stacks/jairouter/README.md';
const MCP_BOX = 'lib/stacks/mcp-box/README.md';

const BUILD = 'There is no container engine.';
const ANSWER = 'No container runs that could answer; test/contract makes the calls.';
const LOGS = 'No container runs that would log.';

const elsewhere = (file: string, reason: string, ...parts: readonly string[]): readonly Elsewhere[] =>
  parts.map((part) => ({ file, part, is: 'elsewhere', reason }));

/** The project's tests and checks: CI runs them, and a cluster is not what they are for. */
const TESTS = /^(sudo |npm ci && )?([A-Z_]+=\S+ )*(npm test|npm run (lint|verify|test:\w+)|npx jest)(?=\s|$)/;

/** Whether a line runs tests or checks of the project. */
export const runsTests = (line: string): boolean => TESTS.test(line);

/** All other lines that are not run as they stand. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    file: 'README.md',
    part: 'npm run synth',
    is: 'partly',
    runs: 'npm run synth',
    reason: 'npm ci has been run where a test runs.',
  },
  ...elsewhere('CONTRIBUTING.md', 'It has been run where a test runs.', 'npm ci'),
  ...elsewhere('CONTRIBUTING.md', 'It is about uncommitted changes; .ci/run has it.', 'git diff dist'),
  ...elsewhere('docs/nodes.md', 'It starts nodes of its own, as root.', 'npm run nodes'),
  ...elsewhere(
    'docs/engine/tutorial.md',
    'It is in a folder of its own, where verify/package does it with the packed package.',
    ...[
      'npm init',
      'npm install ai-gateway-stacks',
      'npm install --save-dev',
      'npx tsx web.ts',
      'helm lint charts/web',
    ],
    ...['helm template web charts/web'],
  ),
  ...elsewhere(
    'docs/engine/testing.md',
    'It is in a folder of its own, where verify/package does it with the packed package.',
    ...['npm install --save-dev', 'npx tsx released.ts', 'node --import tsx --test stack.test.ts'],
  ),
  ...elsewhere(
    'docs/own-app.md',
    'It is in a folder of its own, where verify/package does it with the packed package.',
    ...['npm install ai-gateway-stacks', 'npm install --save-dev', 'npx stacks new', 'npx tsx shop/main.ts'],
    'npx tsx --test',
  ),
  ...elsewhere(
    'CONTRIBUTING.md',
    'It changes the source; npm run test:growth runs it in a copy of the repository.',
    'stacks -- new shop',
  ),
  ...elsewhere(
    'templates/stack/README.md',
    'It is of a stack that is made: npm run test:growth makes one in a copy of the repository.',
    'helm install web-app',
  ),
  ...elsewhere(
    HELM_PROXY,
    BUILD,
    'docker build -t helm-proxy:latest .',
    'docker build -t helm-proxy:latest -',
  ),
  ...elsewhere(
    'docs/second-day.md',
    'It needs a registry; verify/publish has one.',
    ...['publish oci://registry.example.com', 'install claude-relay oci://registry.example.com'],
  ),
  ...elsewhere(
    'docs/second-day.md',
    'It deploys to a cluster that is made ready for it: verify/cluster/deploying.test.ts.',
    ...[
      'stacks -- preflight dev',
      'deploy dev --dry-run',
      'deploy dev --prune',
      'deploy dev claude-middleware --charts',
      'deploy prod ai-gateway --charts',
      'deploy staging claude-relay --charts',
      'status staging claude-relay --charts',
      'rollback staging claude-relay --charts',
    ],
    ...['stacks -- status dev', 'rollback prod --to v1.0.0 --dry-run', 'rollback prod claude-relay --charts'],
  ),
  ...elsewhere('docs/second-day.md', 'There is no kubeseal, and no controller that has its key.', '--sealed'),
  { file: HELM_PROXY, part: 'port-forward', is: 'container', asks: 'portForward', reason: ANSWER },
  ...elsewhere(
    HELM_PROXY,
    ANSWER,
    ...[
      'curl http://localhost:8443/health',
      'curl -X POST http://localhost:8443/v3',
      'curl "http://localhost:8443/v3',
    ],
    ...['curl -X POST "http://localhost:8443/v3', 'curl -X DELETE "http://localhost:8443/v3'],
  ),
  { file: JAIROUTER, part: 'port-forward', is: 'container', asks: 'portForward', reason: ANSWER },
  ...elsewhere(JAIROUTER, ANSWER, 'curl -X POST http://localhost:8080/api/v1/chat/completions'),
  { file: MCP_BOX, part: '-c init', is: 'container', asks: 'containerLogs', reason: LOGS },
  {
    file: MCP_BOX,
    part: 'mysqldump',
    is: 'container',
    asks: 'exec',
    reason: 'No container runs with a database.',
  },
  { file: MCP_BOX, part: '-c wait-for-mysql', is: 'container', asks: 'containerLogs', reason: LOGS },
  { file: MCP_BOX, part: '-c configuration', is: 'container', asks: 'containerLogs', reason: LOGS },
  { file: MCP_BOX, part: 'kubectl run test-pod', is: 'container', asks: 'attach', reason: ANSWER },
];
