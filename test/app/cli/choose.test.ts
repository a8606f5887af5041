import {
  chosenEnvironment,
  chosenEnvironments,
  meantBy,
  requireStacks,
  theOneMeantBy,
} from '../../../lib/app/cli/choose';
import { discoverEnvironments } from '../../../lib/app/environments/discover';

/** Of which files the environments are; those of a revision alone are of none. */
const FILES = new Map([
  ['dev', 'dev'],
  ['prod-eu', 'prod'],
  ['prod-us', 'prod'],
  ['prod-blue', 'prod-blue'],
]);

it('means an environment by its name, and all its clusters by theirs', () => {
  const known = ['dev', 'prod-blue', 'prod-eu', 'prod-us'];
  expect(meantBy('dev', known, FILES)).toEqual(['dev']);
  expect(meantBy('prod-us', known, FILES)).toEqual(['prod-us']);
  expect(meantBy('prod', known, FILES)).toEqual(['prod-eu', 'prod-us']);
  expect(() => meantBy('prd', known, FILES)).toThrow('There is no environment prd');
  expect(() => meantBy('pro', known, FILES)).toThrow('There is no environment pro');
});

it('means what has become clusters, or is in a revision alone', () => {
  expect(meantBy('prod', ['prod', 'prod-blue', 'prod-eu'], FILES)).toEqual(['prod', 'prod-eu']);
  expect(meantBy('prod', ['prod', 'prod-old'], FILES)).toEqual(['prod', 'prod-old']);
});

it('takes one where there may be only one', () => {
  const known = ['prod-eu', 'prod-us'];
  expect(theOneMeantBy('prod-eu', known, FILES)).toBe('prod-eu');
  expect(theOneMeantBy('prod', ['prod-eu'], FILES)).toBe('prod-eu');
  expect(() => theOneMeantBy('prod', known, FILES)).toThrow(
    'prod has several clusters; name one: prod-eu, prod-us.',
  );
});

it('finds those of the project', () => {
  expect(chosenEnvironments([])).toEqual(discoverEnvironments());
  expect(chosenEnvironments(['prod']).map(({ name }) => name)).toEqual(['prod']);
});

it('gives an environment and the others', () => {
  const { environment, others } = chosenEnvironment('dev');
  expect(environment.name).toBe('dev');
  expect(others).toEqual(discoverEnvironments().filter(({ name }) => name !== 'dev'));
  expect(environment.production).toBeUndefined();
  expect(chosenEnvironment('prod').environment.production).toBe(true);
});

it('says of a name that nothing has which are there', () => {
  expect(() => chosenEnvironment('prodd')).toThrow(
    'There is no environment prodd; did you mean prod? There are: dev, ',
  );
  const { environment } = chosenEnvironment('dev');
  expect(() => requireStacks(environment, ['jairouter'])).not.toThrow();
  expect(() => requireStacks(environment, ['jarouter'])).toThrow(
    'There is no stack in dev called jarouter; did you mean jairouter? There are: ',
  );
});
