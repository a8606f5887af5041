import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at, only } from '../../kubernetes/tiny-stack';
import { FORK, objectsOf, ORIGINAL } from './rendering';

const variablesOf = (...values: JsonObject[]) => {
  const data = at(only('ConfigMap', objectsOf(...values)), 'data');
  return Object.keys(data as JsonObject);
};

// Read by the original alone (see software.ts).
const NOT_BY_THE_FORK = [
  'REQUEST_TIMEOUT',
  'REQUEST_MAX_SIZE_MB',
  'CLEAR_CONCURRENCY_QUEUES_ON_STARTUP',
  'BALANCE_SCRIPT_ENABLED',
];

it('gives the original all of its variables, and the fork only those that it reads', () => {
  expect(variablesOf(ORIGINAL)).toEqual(expect.arrayContaining(NOT_BY_THE_FORK));
  expect(variablesOf(FORK).filter((name) => NOT_BY_THE_FORK.includes(name))).toEqual([]);
  expect(variablesOf(FORK)).toContain('DEFAULT_PROXY_TIMEOUT');
});

it('gives an image of another version all of them', () => {
  expect(variablesOf({ image: { tag: '9.9.9' } })).toEqual(expect.arrayContaining(NOT_BY_THE_FORK));
});
