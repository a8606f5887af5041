import { runProgram } from '../../lib/app/run-program';

const run = (script: string, options = {}) => runProgram('sh', ['-c', script], 'Install a shell.', options);

it('gives what a program prints, and how it ends', () => {
  const { stdout, ...ended } = run('cat; echo more >&2; exit 3', { input: 'in' });
  expect([stdout.toString(), ended]).toEqual(['in', { status: 3, stderr: 'more\n' }]);
  expect(run('kill -9 $$').status).toBe(128);
  expect(run('pwd', { cwd: '/' }).stdout.toString()).toBe('/\n');
});

it('takes one that does not read its input for one that has run', () => {
  expect(run('exit 0', { input: 'x'.repeat(1 << 20) }).status).toBe(0);
});

it('ends one after its time', () => {
  expect(run('sleep 60', { minutes: 0.01 })).toMatchObject({
    status: 128,
    stderr: 'timeout: no answer in 0.01 minutes',
  });
});

it('says how to get one that is not there', () => {
  expect(() => runProgram('no-such-program', [], 'Install it.')).toThrow(
    /^no-such-program cannot be run: .*ENOENT\. Install it\.$/,
  );
});
