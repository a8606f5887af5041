import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { execute, succeeded } from './execute';

const node = (script: string, given = {}) => execute(process.execPath, ['--eval', script], given);

it('any code that a command ends with is a result, with what it wrote', async () => {
  expect(await node('console.log("a"); console.error("b"); process.exitCode = 3')).toEqual({
    code: 3,
    stdout: 'a\n',
    stderr: 'b\n',
  });
  expect((await node('')).code).toBe(0);
});

it('a command gets its input, its variables and its folder', async () => {
  const cwd = realpathSync(tmpdir());
  const script =
    'process.stdin.on("data", (text) => console.log(`${text} ${process.env.A} ${process.cwd()}`))';
  expect((await node(script, { input: 'in', env: { A: 'a' }, cwd })).stdout).toBe(`in a ${cwd}\n`);
  // Without an input it does not wait for one.
  expect((await node('process.stdin.resume()')).code).toBe(0);
});

it('one that does not read its input ends as it ends', async () => {
  expect((await node('process.exit(2)', { input: 'a'.repeat(1 << 22) })).code).toBe(2);
});

it('one that cannot be run, or is killed, is an error', async () => {
  await expect(execute('/none', [])).rejects.toThrow('ENOENT');
  await expect(node('process.kill(process.pid, "SIGKILL")')).rejects.toThrow('Command failed');
});

it('what has to succeed says what was written when it does not', () => {
  expect(succeeded('a', [], { code: 0, stdout: 'out', stderr: '' })).toBe('out');
  expect(() => succeeded('a', ['b'], { code: 1, stdout: 'out\n', stderr: 'wrong\n' })).toThrow(
    'a b failed with code 1:\nout\nwrong\n',
  );
});
