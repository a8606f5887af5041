import { containerReasons } from '../../../../lib/app/deploy/rollout/container-reasons';
import { withLastLines } from '../../../../lib/app/deploy/rollout/last-lines';
import { KubectlError } from '../../../../lib/app/cluster/kubectl';
import { UserError } from '../../../../lib/app/explain';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { object } from '../../changes/objects';
import { cluster } from '../cluster';

const LOGS = 'logs relay-1 --namespace ai --container relay --previous --tail=5';
const pod = (terminated: JsonObject, reason = 'CrashLoopBackOff'): JsonObject => ({
  ...object('Pod', 'relay-1'),
  status: {
    containerStatuses: [
      { name: 'relay', restartCount: 2, state: { waiting: { reason } }, lastState: { terminated } },
    ],
  },
});
const reasons = (one: JsonObject, said: string | Error) =>
  withLastLines(
    (args) => {
      if (said instanceof Error) throw said;
      return args.join(' ') === LOGS ? said : cluster({})(args);
    },
    [one],
  ).flatMap((each) => containerReasons(each, []));

it('says the last line of a container that ends again and again, as its log has it', () => {
  expect(reasons(pod({ exitCode: 1 }), 'Starting\nError: no database\n')).toEqual([
    'container relay ended with exit code 1 (Error: no database), and was restarted 2 times',
  ]);
});

it.each([
  new KubectlError('previous terminated container not found'),
  new UserError('dial tcp 10.0.0.2:10250: connect: connection refused'),
])('says what is known without it: %s', (error) => {
  expect(reasons(pod({ exitCode: 1 }), error)).toEqual([
    'container relay ended with exit code 1, and was restarted 2 times',
  ]);
});

it('asks for no log where the cluster has the message, or the container waits for something else', () => {
  const asking = new Error('It was asked.');
  expect(reasons(pod({ exitCode: 1, message: 'no' }), asking)).toEqual([
    'container relay ended with exit code 1 (no), and was restarted 2 times',
  ]);
  expect(reasons(pod({}, 'PodInitializing'), asking)).toEqual([]);
  expect(withLastLines(cluster({}), [object('Service', 'a')])).toEqual([object('Service', 'a')]);
});
