import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../../lib/app/temporary-folder';

const SOURCE = path.join(__dirname, '../../lib/app/temporary-folder.ts');

it('is there until it is removed', () => {
  const listeners = process.listenerCount('SIGINT');
  const { path: folder, remove } = temporaryFolder('test-');
  expect(existsSync(folder)).toBe(true);
  remove();
  expect(existsSync(folder)).toBe(false);
  expect(process.listenerCount('SIGINT')).toBe(listeners);
});

it.each([
  ['process.exit(0)', 0],
  ["process.kill(process.pid, 'SIGINT'); setTimeout(() => {}, 5000)", 130],
  ["process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 5000)", 143],
])('goes with the program: %s', (end, code) => {
  const program = `const { temporaryFolder } = require(${JSON.stringify(SOURCE)});
    console.log(temporaryFolder('test-').path); ${end};`;
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--require', require.resolve('tsx/cjs'), '-e', program],
    { encoding: 'utf8' },
  );
  expect(status).toBe(code);
  expect(stdout.trim()).toMatch(/test-/);
  expect(existsSync(stdout.trim())).toBe(false);
});
