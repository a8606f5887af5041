import { differingNames, fact, NOT_READ, NOT_SEEN, software, tablesOf } from '../../lib/kubernetes/software';

const both = fact({ '2.0': 'a.js:1', '1.0': 'a.js:1' });
const newer = fact({ '2.0': 'a.js:2', '1.0': NOT_READ }, 'The older waits for ever.');
const unknown = fact({ '2.0': NOT_SEEN, '1.0': NOT_READ }, 'Nobody knows.');

const tiny = software(
  {
    '2.0': { project: 'o/n', commit: 'abc', checked: 'run', tags: /^2\.0$/ },
    '1.0': { project: 'o/n', checked: 'not seen', tags: /^1\.0$/ },
  },
  {
    containers: ['main'],
    variables: { PORT: both, TIMEOUT: newer, MAYBE: unknown },
    calls: { 'GET /health': newer },
  },
);

it('a fact has a note only where one is given', () => {
  expect(both).toEqual({ readBy: { '2.0': 'a.js:1', '1.0': 'a.js:1' } });
  expect(newer).toHaveProperty('note', 'The older waits for ever.');
});

it('what differs is read by one version and not by another; what nobody saw does not', () => {
  expect(differingNames(tiny)).toEqual(['TIMEOUT', 'GET /health']);
});

it('the tables are all that there are, in one order; those that a stack leaves out are empty', () => {
  expect(tablesOf(tiny)).toEqual([
    ['Environment variable', tiny.variables],
    ['Configuration key', {}],
    ['Path or call', tiny.calls],
    ['Metric', {}],
  ]);
});
