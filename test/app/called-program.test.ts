import { calledProgram } from '../../lib/app/called-program';

afterEach(() => delete process.env['ANY_PROGRAM']);

it.each([
  [undefined, 'usual'],
  ['', 'usual'],
  ['/opt/other', '/opt/other'],
])('is, where the variable is %j, %s', (given, program) => {
  if (given !== undefined) process.env['ANY_PROGRAM'] = given;
  expect(calledProgram('ANY_PROGRAM', 'usual')).toBe(program);
});
