import type { JsonObject } from '../../lib/engine/values/declaration';
import type { Condition } from '../../test/support/values-of';
import type { PolicyException } from './policy-exception';
import { judge } from './judge';
import type { Report } from './report';

const CHECK = { tool: 'checkov', check: 'CKV_K8S_8' } as const;

/** An environment with few pods in which containers of the Deployments a and b of the relay, given as `a/c`, fail a check. */
function environment(name: string, ...failing: readonly string[]): Report {
  return environmentWith({ replicaCount: 1 }, name, ...failing);
}

function environmentWith(values: JsonObject, name: string, ...failing: readonly string[]): Report {
  const subjects = ['Deployment/a', 'Deployment/a/c', 'Deployment/a/d', 'Deployment/b', 'Deployment/b/c'];
  return {
    environment: name,
    values: new Map([['claude-relay', values]]),
    objects: 2,
    subjects: subjects.map((subject) => ({ stack: 'claude-relay', subject })),
    findings: failing.map((place) => {
      const [object = '', container] = place.split('/');
      return {
        ...CHECK,
        kind: 'Deployment',
        namespace: 'n',
        name: object,
        container,
        message: 'has none',
        environment: name,
        stack: 'claude-relay',
        subject: `Deployment/${place}`,
      };
    }),
  };
}

function judged(
  reports: readonly Report[],
  ...exceptions: readonly Partial<PolicyException<Condition<'claude-relay'>>>[]
) {
  const { unexcepted, problems } = judge(reports, {
    'claude-relay': exceptions.map((exception) => ({
      ...CHECK,
      objects: [],
      reason: 'it is so',
      ...exception,
    })),
  });
  return {
    unexcepted: unexcepted.map((finding) => `${finding.environment} ${finding.subject}`),
    problems: problems.map(({ message }) => message),
  };
}

/** Whether the relay has one pod, or whether it has not. */
function onePod(so = true): Condition<'claude-relay'> {
  return ({ replicaCount }) => (replicaCount === 1) === so;
}

const NOTHING = { unexcepted: [], problems: [] };
const LINE = 'verify/policies/exceptions/claude-relay.ts: the exception from checkov CKV_K8S_8 for';

it.each([['Deployment/a/c'], ['Deployment/a'], ['Deployment/*/c'], ['*/a']])(
  'covers a finding in a container by %s',
  (pattern) => {
    const every = environment('dev', 'a/c', ...(pattern.includes('*/c') ? ['b/c'] : []));
    expect(judged([every], { objects: [pattern] })).toEqual(NOTHING);
  },
);

it.each([
  ['another object', { objects: ['Deployment/b'] }],
  ['another container', { objects: ['Deployment/a/d'] }],
  ['a part of a name', { objects: ['Deploy/a'] }],
  ['another check', { objects: ['Deployment/a'], check: 'CKV_K8S_9' }],
  ['another tool', { objects: ['Deployment/a'], tool: 'conftest' as const }],
  ['environments of other values', { objects: ['Deployment/a'], when: onePod(false) }],
])('reports a finding and the exception that is for %s', (_, exception) => {
  const { unexcepted, problems } = judged([environment('dev', 'a/c')], exception);
  expect(unexcepted).toEqual(['dev Deployment/a/c']);
  expect(problems).toHaveLength(1);
});

it("reports another stack's exception, unless no environment has that stack", () => {
  const exceptions = { 'helm-proxy': [{ ...CHECK, objects: ['Deployment/a'], reason: 'it is so' }] };
  const [relay, both] = [environment('dev', 'a/c'), environment('prod', 'a/c')];
  const counts = (report: Report) => {
    const { unexcepted, problems } = judge([report], exceptions);
    return [unexcepted.length, problems.length];
  };
  expect(counts(relay)).toEqual([1, 0]);
  expect(counts({ ...both, values: new Map([...both.values, ['helm-proxy', {}]]) })).toEqual([1, 1]);
});

it('reports an exception that nothing needs, and a pattern of one', () => {
  const clean = environment('dev');
  expect(judged([clean], { objects: ['Deployment/a'] }).problems).toEqual([
    `${LINE} Deployment/a is not needed: nothing of that kind is found. Delete it.`,
  ]);
  expect(judged([environment('dev', 'a/c')], { objects: ['Deployment/a', 'Deployment/b'] }).problems).toEqual(
    [`${LINE} Deployment/b is not needed: nothing of that kind is found. Delete it.`],
  );
});

it('reports an exception that some of its environments do not need', () => {
  const both = [environment('dev', 'a/c'), environmentWith({ replicaCount: 2 }, 'prod')];
  const expected = `${LINE} Deployment/a is not needed in prod: say in its when what is so in dev alone.`;
  expect(judged(both, { objects: ['Deployment/a'] }).problems).toEqual([expected]);
  expect(judged(both, { objects: ['Deployment/a'], when: () => true }).problems).toEqual([expected]);
  expect(judged(both, { objects: ['Deployment/a'], when: onePod() })).toEqual(NOTHING);
});

it('needs no word on an environment that is added and has the values of another', () => {
  const [dev, copy] = ['dev', 'test'].map((name) => environment(name, 'a/c'));
  if (dev === undefined || copy === undefined) throw new Error('There are two.');
  const prod = environmentWith({ replicaCount: 2 }, 'prod');
  const exception = { objects: ['Deployment/a'], when: onePod() };
  expect(judged([dev, prod], exception)).toEqual(NOTHING);
  expect(judged([dev, prod, copy], exception)).toEqual(NOTHING);
  // And one whose values are those, and which does what is asked for, is noticed.
  expect(judged([dev, prod, environment('clean')], exception).problems).toEqual([
    `${LINE} Deployment/a is not needed in clean: say in its when what is so in dev alone.`,
  ]);
});

it('does not ask for environments that have no such object', () => {
  const elsewhere = { ...environment('prod'), subjects: [] };
  expect(judged([environment('dev', 'a/c'), elsewhere], { objects: ['Deployment/a'] })).toEqual(NOTHING);
});

it('reports two exceptions for one finding', () => {
  const { problems } = judged(
    [environment('dev', 'a/c')],
    { objects: ['Deployment/a'] },
    { objects: ['Deployment/a/c'] },
  );
  expect(problems).toEqual([
    `${LINE} Deployment/a/c is for Deployment/a/c in dev, as one before it is. Delete one.`,
  ]);
});
