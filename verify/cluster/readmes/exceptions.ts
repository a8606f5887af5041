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
const TESTS = 'A test or a check, which CI runs.';

const elsewhere = (file: string, reason: string, ...parts: readonly string[]): readonly Elsewhere[] =>
  parts.map((part) => ({ file, part, is: 'elsewhere', reason }));

/** All lines that are not run as they stand. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    file: 'README.md',
    part: 'npm run synth',
    is: 'partly',
    runs: 'npm run synth',
    reason: 'npm ci has been run where a test runs.',
  },
  ...elsewhere('README.md', TESTS, 'npm test'),
  ...elsewhere(
    'CONTRIBUTING.md',
    TESTS,
    ...['npm ci', 'npm run lint', 'npm run test:unit', 'npm test', 'npx jest test/engine/values'],
    'npx jest test/stacks -u',
  ),
  ...elsewhere('CONTRIBUTING.md', 'It is about uncommitted changes; .ci/run has it.', 'git diff dist'),
  ...elsewhere(
    'docs/testing.md',
    TESTS,
    ...[
      'npx jest test/engine ',
      'npx jest test/stacks -u',
      'EQUALITY_SEED=7',
      'TREES_SEED=7',
      'CLUSTER=1.36',
    ],
  ),
  ...elsewhere('test/contract/README.md', TESTS, 'npx jest test/contract/claude-relay'),
  ...elsewhere(
    'test/growth/echo/README.md',
    'The stack is in a copy of the repository alone, which npm run test:growth makes.',
    'helm install echo',
  ),
  ...elsewhere(
    HELM_PROXY,
    BUILD,
    'docker build -t helm-proxy:latest .',
    'docker build -t helm-proxy:latest -',
  ),
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
