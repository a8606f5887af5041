import { rollback, type RollbackRequest } from '../../../lib/app/cli/rollback';
import { History } from './history';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();
const history = new History();
beforeAll(() => history.begin());
afterAll(() => history.remove());

const run = (more: Partial<RollbackRequest> = {}) =>
  cluster.run((say) =>
    Promise.resolve().then(() =>
      rollback(
        { environment: 'prod', project: history.checkout.path('.'), yes: true, preflight: false, ...more },
        say,
      ),
    ),
  );

it('applies the manifests of a revision, all or those of a stack, and says that the working tree is newer', async () => {
  cluster.play('');
  const { outcome, said } = await run({ to: 'v2', stacks: ['helm-proxy'], wait: false });
  expect(outcome).toMatchObject({ exitCode: 0, facts: { outcome: 'applied' } });
  expect(said[0]).toMatch(/^Back to: {5}v2 \([0-9a-f]{7}\)$/);
  expect(said.at(-2)).toMatch(
    /^The working tree is as it was: the next stacks deploy prod goes forward again/,
  );
  const changes = said.find((line) => line.startsWith('Changes:')) ?? '';
  expect(Number(/(\d+) added/.exec(changes)?.[1])).toBeLessThan(20);
  expect(cluster.calls.filter((call) => call.startsWith('apply')).at(-1)).toBe('apply --server-side -f -');
});

it.each<[Partial<RollbackRequest>, string]>([
  [{}, 'Name the revision to go back to: stacks rollback prod --to REVISION (git log --oneline -- dist/prod).'],
  [{ to: 'nope' }, 'There is no revision nope; name a commit, branch or tag (git log --oneline), or fetch it first.'],
  [{ charts: true }, 'Name the one stack whose release goes back: stacks rollback ENV STACK --charts.'],
  [{ charts: true, stacks: ['helm-proxy'], prune: true }, '--prune is of no use with --charts: Helm deletes what a chart renders no more. Leave it away.'],
])('says of %j what would be right', async (more, sentence) => {
  cluster.play('');
  const { error, said } = await run(more);
  expect({ error, said }).toEqual({ error: sentence, said: [] });
}); // prettier-ignore

it('says of a revision without the environment which to name', async () => {
  history.git('rm', '--quiet', '-r', 'dist/prod');
  history.git('commit', '--quiet', '--message=without');
  cluster.play('');
  expect((await run({ to: 'HEAD' })).error).toMatch(
    /^HEAD \([0-9a-f]{7}\) does not have the environment prod, so nothing was changed; name a revision that has it/,
  );
});
