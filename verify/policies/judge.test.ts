import type { PolicyException } from './policy-exception';
import { judge } from './judge';
import type { Report } from './report';

const CHECK = { tool: 'checkov', check: 'CKV_K8S_8' } as const;

/** An environment in which containers of the Deployments a and b, given as `a/c`, fail a check. */
function environment(name: string, ...failing: readonly string[]): Report {
  const subjects = ['Deployment/a', 'Deployment/a/c', 'Deployment/a/d', 'Deployment/b', 'Deployment/b/c'];
  return {
    environment: name,
    objects: 2,
    subjects: subjects.map((subject) => ({ system: 'relay', subject })),
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
        system: 'relay',
        subject: `Deployment/${place}`,
      };
    }),
  };
}

function judged(reports: readonly Report[], ...exceptions: readonly Partial<PolicyException>[]) {
  const { unexcepted, problems } = judge(reports, {
    relay: exceptions.map((exception) => ({ ...CHECK, objects: [], because: 'it is so', ...exception })),
  });
  return {
    unexcepted: unexcepted.map((finding) => `${finding.environment} ${finding.subject}`),
    problems: problems.map(({ message }) => message),
  };
}

const NOTHING = { unexcepted: [], problems: [] };
const LINE = 'verify/policies/exceptions/relay.ts: the exception from checkov CKV_K8S_8 for';

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
  ['another environment', { objects: ['Deployment/a'], environments: ['prod'] }],
])('reports a finding and the exception that is for %s', (_, exception) => {
  const { unexcepted, problems } = judged([environment('dev', 'a/c')], exception);
  expect(unexcepted).toEqual(['dev Deployment/a/c']);
  expect(problems).toHaveLength(1);
});

it("reports another system's exception", () => {
  const exceptions = { proxy: [{ ...CHECK, objects: ['Deployment/a'], because: 'it is so' }] };
  const { unexcepted, problems } = judge([environment('dev', 'a/c')], exceptions);
  expect([unexcepted.length, problems.length]).toEqual([1, 1]);
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
  const both = [environment('dev', 'a/c'), environment('prod')];
  const expected = `${LINE} Deployment/a is not needed in prod: write environments: ['dev'].`;
  expect(judged(both, { objects: ['Deployment/a'] }).problems).toEqual([expected]);
  expect(judged(both, { objects: ['Deployment/a'], environments: ['dev', 'prod'] }).problems).toEqual([
    expected,
  ]);
  expect(judged(both, { objects: ['Deployment/a'], environments: ['dev'] })).toEqual(NOTHING);
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
