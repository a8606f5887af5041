import { countsPod, scopesOf } from '../../../../lib/app/deploy/preflight/quota-scopes';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { object } from '../../changes/objects';

const quota = (spec: JsonObject) => object('ResourceQuota', 'small', { spec });
const scoped = (...scopes: readonly string[]) => quota({ scopes });
const byPriority = (operator: string, ...values: readonly string[]) =>
  quota({ scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator, values }] } });

const container = (resources: JsonObject = {}): JsonObject => ({ name: 'a', resources });
const PLAIN = { containers: [container()] };
const ASKS = { containers: [container(), container({ requests: { memory: '1Mi' } })] };
const LIMITED = { containers: [container({ limits: { cpu: '1' } })] };
const NOTHING = {
  containers: [container({ requests: { cpu: '0' }, limits: { 'ephemeral-storage': '1Gi' } })],
};
const STARTS = { ...PLAIN, initContainers: [container({ requests: { cpu: '1m' } })] };
const ENDS = { ...PLAIN, activeDeadlineSeconds: 0 };
const HIGH = { ...ASKS, priorityClassName: 'high' };

it.each<[string, JsonObject, JsonObject, boolean]>([
  ['no scope, any pod', quota({}), PLAIN, true],
  ['BestEffort, no requests', scoped('BestEffort'), PLAIN, true],
  ['BestEffort, a request of one of two', scoped('BestEffort'), ASKS, false],
  ['BestEffort, a limit alone', scoped('BestEffort'), LIMITED, false],
  ['BestEffort, none of CPU and memory', scoped('BestEffort'), NOTHING, true],
  ['BestEffort, a request of an init container', scoped('BestEffort'), STARTS, false],
  ['NotBestEffort, no requests', scoped('NotBestEffort'), PLAIN, false],
  ['NotBestEffort, a request', scoped('NotBestEffort'), ASKS, true],
  ['Terminating, no deadline', scoped('Terminating'), PLAIN, false],
  ['Terminating, a deadline', scoped('Terminating'), ENDS, true],
  ['NotTerminating, no deadline', scoped('NotTerminating'), PLAIN, true],
  ['NotTerminating, a deadline', scoped('NotTerminating'), ENDS, false],
  ['two scopes, both', scoped('NotTerminating', 'BestEffort'), PLAIN, true],
  ['two scopes, one', scoped('NotTerminating', 'BestEffort'), ASKS, false],
  ['PriorityClass, none', scoped('PriorityClass'), PLAIN, false],
  ['PriorityClass, one', scoped('PriorityClass'), HIGH, true],
  ['Exists, one', byPriority('Exists'), HIGH, true],
  ['DoesNotExist, one', byPriority('DoesNotExist'), HIGH, false],
  ['DoesNotExist, none', byPriority('DoesNotExist'), PLAIN, true],
  ['In, among them', byPriority('In', 'low', 'high'), HIGH, true],
  ['In, another', byPriority('In', 'low'), HIGH, false],
  ['In, none', byPriority('In', 'low'), PLAIN, false],
  ['NotIn, among them', byPriority('NotIn', 'high'), HIGH, false],
  ['NotIn, another', byPriority('NotIn', 'low'), HIGH, true],
  ['NotIn, none', byPriority('NotIn', 'low'), PLAIN, true],
  ['a scope of later', scoped('CrossNamespacePodAffinity'), PLAIN, false],
])('%s', (_, one, pod, counted) => {
  expect(countsPod(one, pod)).toBe(counted);
});

it('a selector is beside scopes', () => {
  const matchExpressions = [{ scopeName: 'BestEffort', operator: 'Exists' }];
  const both = quota({ scopes: ['NotTerminating'], scopeSelector: { matchExpressions } });
  expect(scopesOf(both)).toEqual([{ scopeName: 'NotTerminating', operator: 'Exists' }, ...matchExpressions]);
  expect([PLAIN, ENDS].map((pod) => countsPod(both, pod))).toEqual([true, false]);
});
