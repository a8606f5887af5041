import { nameIn, targetsOf } from '../../../lib/app/gitops/clusters';
import { inClusters, prod } from './environment';

const eu = { name: 'eu', at: 'x' };
const usual = (name: string) => `usual-${name}`;

it('is one nobody names where none is given', () => {
  expect(targetsOf(prod, [], usual)).toEqual([{ environment: 'prod' }]);
  expect(targetsOf(prod, [eu], usual)).toEqual([{ environment: 'prod', cluster: eu }]);
});

it('is the one that an environment names, found as usual, or as is said', () => {
  const all = inClusters('eu', 'us');
  expect(all.flatMap((one) => targetsOf(one, [], usual))).toEqual([
    { environment: 'prod', cluster: { name: 'eu', at: 'usual-eu' } },
    { environment: 'prod', cluster: { name: 'us', at: 'usual-us' } },
  ]);
  expect(all.flatMap((one) => targetsOf(one, [eu], usual))).toEqual([{ environment: 'prod', cluster: eu }]);
});

it('is in names where it is given', () => {
  expect(nameIn({ environment: 'prod' }, ['a'], ['b'])).toBe('a-prod-b');
  expect(nameIn({ environment: 'prod', cluster: eu }, [], ['b'])).toBe('prod-b-eu');
});
