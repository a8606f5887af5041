import { YamlError, YamlProblem } from '../../../lib/engine/yaml/yaml-error';

it('a problem becomes a sentence with its line', () => {
  const problem = new YamlProblem('a tab for indentation', 'indent with spaces', 7);
  expect(problem.offset).toBe(7);
  expect(problem.inLine(2)).toEqual(
    new YamlError('has a tab for indentation in line 2; indent with spaces.'),
  );
});
