import { splitPassed } from '../../../lib/app/cli/change-flags';

it('takes what follows two dashes for the program that is called', () => {
  const words = ['node', 'stacks', 'deploy', 'dev', 'a', '--', '--field-manager=ci', '--', 'x'];
  expect(splitPassed(['a', '--field-manager=ci', '--', 'x'], words)).toEqual({
    own: ['a'],
    passed: ['--field-manager=ci', '--', 'x'],
  });
  expect(splitPassed(['a'], ['node', 'stacks', 'deploy', 'dev', 'a'])).toEqual({ own: ['a'], passed: [] });
  expect(splitPassed([], ['node', 'stacks', 'deploy', 'dev', '--'])).toEqual({ own: [], passed: [] });
});
