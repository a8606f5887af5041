import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { diff as compared, type DiffRequest } from '../../../lib/app/cli/diff';
import { UserError } from '../../../lib/app/explain';
import { commandLine } from '../../support/command-line';
import { History } from './history';

const history = new History();
const { checkout, elsewhere } = history;
const git = history.git.bind(history);
const diff = (...args: readonly string[]) =>
  history.stacks(['diff', ...args], { KUBECTL: path.join(elsewhere, 'kubectl') });

const Entries = z.array(
  z.looseObject({
    environment: z.string(),
    notes: z.array(z.string()),
    effects: z.array(z.looseObject({ kind: z.string(), object: z.string(), facts: z.record(z.string(), z.json()) })),
    objects: z.array(z.looseObject({ change: z.string(), kind: z.string(), name: z.string(), namespace: z.string() })),
  }),
); // prettier-ignore
const entries = (...args: readonly string[]) => {
  const { code, said } = diff(...args, '--json');
  expect(code).toBe(0);
  return Entries.parse(JSON.parse(said));
};

beforeAll(() => history.begin());
afterAll(() => history.remove());

it('compares two revisions of all environments', () => {
  const [dev, prod, staging] = entries('--revision', 'main~1..v2');
  expect([dev?.objects, staging?.objects]).toEqual([[], []]);
  expect(prod?.objects).toMatchObject([{ change: 'changed', kind: 'Deployment', name: 'helm-proxy' }]);
  expect(prod?.effects.map(({ kind }) => kind)).toEqual([
    'scales-pods',
    'changes-requests',
    'changes-requests',
  ]);
});

it('compares the working tree, as it would be rendered, with the last commit', () => {
  const { code, said } = diff('prod', '--exit-code');
  expect(said).toMatch(/^prod: HEAD \([0-9a-f]{7}\) -> working tree: objects: 1 changed\n/);
  expect(said).toContain('    - spec.replicas: 3\n    + spec.replicas: 2\n');
  expect(code).toBe(1);
  expect(diff('dev', '--exit-code')).toMatchObject({
    code: 0,
    said: expect.stringContaining('no difference'),
  });
});

it('says of a system that is taken out of an environment what is to be pruned', () => {
  const environment = checkout.read('environments/dev.ts');
  try {
    checkout.write('environments/dev.ts', environment.replace(/\n    'mcp-box': \{[^]*?\n    \},/, ''));
    const [dev] = entries('dev');
    expect(dev?.objects.length).toBeGreaterThan(10);
    expect(new Set(dev?.objects.map(({ change }) => change))).toEqual(new Set(['removed']));
    expect(dev?.effects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['irreversible', 'closes-host', 'scales-pods']));
    const { said } = diff('dev');
    expect(said).toContain('\n  kubectl delete -n mcp-dev statefulset.v1.apps mcp-mysql\n');
    expect(said).toContain('\n  # kubectl delete namespace mcp-dev  # cannot go back\n');
  } finally {
    checkout.write('environments/dev.ts', environment);
  }
}); // prettier-ignore

it('is read as far as somebody likes', () => {
  const { code, said } = checkout.execute('bash', [
    ...['-c', `"$@" | head -1; exit "\${PIPESTATUS[0]}"`, 'bash', ...commandLine(checkout.path('.'))],
    ...['diff', 'dev', 'prod', '--json'],
  ]);
  expect({ code, said }).toEqual({ code: 0, said: '[\n' });
});

it('compares one environment with another in its namespaces', () => {
  const [both] = entries('staging', 'prod');
  expect(both?.notes).toEqual([expect.stringContaining('mcp-staging as mcp-prod')]);
  expect(both?.objects.filter(({ namespace }) => namespace.includes('staging'))).toEqual([]);
  expect(both?.objects.some(({ change }) => change === 'changed')).toBe(true);
});

it('is Markdown for a pull request', () => {
  const { said } = diff('prod', '--markdown');
  expect(said).toMatch(/^### prod: HEAD \(.*\) → working tree\n/);
  expect(said).toContain('| **scales pods** | Deployment ai-gateway-prod/helm-proxy |');
});

it.each<[Omit<DiffRequest, 'project'>, string]>([
  [{ environments: ['prodd'] }, 'There is no environment prodd; did you mean prod? There are: dev, prod, staging.'],
  [{ environments: ['prod', 'prodd'] }, 'There is no environment prodd; did you mean prod? There are: dev, prod, staging.'],
  [{ environments: ['prodd'], cluster: true }, 'There is no environment prodd; did you mean prod? There are: dev, prod, staging.'],
  [{ environments: ['a', 'b', 'c'] }, 'Name one environment, two to compare them with one another, or none for all: more than two were named.'],
  [{ environments: [], revision: 'v3' }, 'There is no revision v3; name a commit, branch or tag (git log --oneline), or fetch it first.'],
  [{ environments: [], revision: 'main..v3' }, 'There is no revision v3; name a commit, branch or tag (git log --oneline), or fetch it first.'],
  [{ environments: [], revision: '--all' }, 'There is no revision --all; name a commit, branch or tag (git log --oneline), or fetch it first.'],
  [{ environments: [], revision: 'a...b' }, '--revision a...b is neither a revision nor two, such as main..HEAD.'],
  [{ environments: ['dev', 'prod'], revision: 'main..v2' }, 'Two environments are compared at one revision: name one in --revision, not two.'],
  [{ environments: ['prod'], context: 'x' }, '--context is of no use without --cluster; add it, or leave --context away.'],
  [{ environments: [], cluster: true }, 'Name the one environment that the cluster has: stacks diff prod --cluster.'],
  [{ environments: ['prod'], cluster: true, revision: 'v2' }, '--cluster compares with the working tree; leave --revision away, or check the revision out first (git worktree add).'],
])('says of %j what would be right', (request, sentence) => {
  expect(() => compared({ project: checkout.path('.'), ...request })).toThrow(new UserError(sentence));
}); // prettier-ignore

it.each([
  [['prodd'], 'There is no environment prodd; did you mean prod? There are: dev, prod, staging.'],
  [['--jsn'], "error: unknown option '--jsn'. Did you mean --json?"],
  [['--json', '--markdown'], "error: option '--markdown' cannot be used with option '--json'; see --help."],
])('ends with 2 and a sentence for %j', (args, sentence) => {
  expect(diff(...args)).toEqual({ code: 2, said: `${sentence}\n` });
}); // prettier-ignore

it('ends with 2 and a sentence when the cluster does not answer', () => {
  const answer = 'The connection to the server x was refused - did you specify the right host or port?';
  writeFileSync(path.join(elsewhere, 'kubectl'), `#!/bin/sh\necho '${answer}' >&2\nexit 1\n`, { mode: 0o755 });
  expect(diff('dev', '--cluster')).toEqual({
    code: 2,
    said:
      `The cluster of the current context was asked and nothing was changed: ${answer}; ` +
      'check that it runs, that it can be reached from here, and the context (--context).\n',
  });
}); // prettier-ignore

it('says that there is no kubectl, no history, and no dist', () => {
  rmSync(path.join(elsewhere, 'kubectl'), { force: true });
  expect(diff('dev', '--cluster').said).toMatch(/kubectl cannot be run: .*ENOENT\. Install kubectl, or set KUBECTL to it\.\n$/);
  git('checkout', '--quiet', '--orphan', 'empty');
  git('rm', '-r', '--quiet', '--cached', 'dist');
  git('commit', '--quiet', '--message=none', '--allow-empty');
  expect(diff('dev')).toEqual({
    code: 2,
    said: 'Revision HEAD has no manifests in dist; name one at which dist is committed (git log -- dist).\n',
  });
  rmSync(checkout.path('.git'), { recursive: true });
  expect(diff('dev')).toEqual({
    code: 2,
    said: expect.stringMatching(/^git rev-parse failed: not a git repository .*\n$/),
  });
}); // prettier-ignore
