import { preflight, preflightText } from '../../../lib/app/cli/preflight';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();

it('has a sentence in each line, or a list for a program, and ends with 1', () => {
  cluster.play('*"get --raw"*) exit 1 ;;');
  const request = { environment: 'dev', stacks: ['helm-proxy'] };
  const { stdout, exitCode } = preflight(request);
  expect(exitCode).toBe(1);
  expect(stdout.split('\n')[0]).toMatch(/^The cluster has no Namespace of v1, for Namespace ai-gateway-dev and 1 more; /);
  expect(stdout).toMatch(/\ndev: \d+ things are missing or in the way\.\n$/);
  const { environment, findings } = JSON.parse(preflight({ ...request, json: true }).stdout) as {
    environment: string;
    findings: readonly object[];
  };
  expect(environment).toBe('dev');
  expect(findings).toHaveLength(stdout.trim().split('\n').length - 1);
}); // prettier-ignore

it('says what could not be seen, which is no failure', () => {
  const unknown = { kind: 'quota', unknown: true, sentence: 'Not seen.' } as const;
  expect(preflightText('dev', 3, [unknown])).toBe(
    'Not seen.\ndev: the cluster has what its 3 objects need.\n',
  );
  expect(preflightText('dev', 3, [{ kind: 'quota', sentence: 'Too small.' }])).toBe(
    'Too small.\ndev: 1 thing is missing or in the way.\n',
  );
});
