import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeTemporaryFolder, PREFIX, removeTemporaryFolder } from './temporary-folder';

const ROOT = path.resolve(__dirname, '../..');

/** Where a run of a configuration of Jest makes its folder, and where it removes it. */
interface Config {
  readonly globalSetup?: string;
  readonly globalTeardown?: string;
}

it('tests write into the folder of their run', () => {
  expect(path.basename(tmpdir())).toMatch(new RegExp(`^${PREFIX}`));
});

it('the folder goes with all that is in it, and no other goes', () => {
  const environment: NodeJS.ProcessEnv = {};
  makeTemporaryFolder(environment);
  const { TMPDIR: folder = '' } = environment;
  mkdtempSync(path.join(folder, 'left-'));
  removeTemporaryFolder(environment);
  expect(existsSync(folder)).toBe(false);

  const other = mkdtempSync(path.join(tmpdir(), 'other-'));
  removeTemporaryFolder({ TMPDIR: other });
  expect(existsSync(other)).toBe(true);
});

const configs = execFileSync('git', ['ls-files', '*jest.config.js'], { cwd: ROOT, encoding: 'utf8' })
  .trim()
  .split('\n');

/** What each runs with: its own settings, or those of its projects. */
const settings = configs.flatMap((file) => {
  const { projects = [file] } = jest.requireActual<{ readonly projects?: readonly string[] }>(
    path.join(ROOT, file),
  );
  return projects.map((project) => project.replace('<rootDir>/', ''));
});

it.each([...new Set(settings)])('%s makes the folder and removes it', (file) => {
  const { globalSetup = '', globalTeardown = '' } = jest.requireActual<Config>(path.join(ROOT, file));
  const at = (name: string) => path.join(ROOT, name.replace('<rootDir>/', ''));
  expect(readFileSync(at(globalSetup), 'utf8')).toContain('makeTemporaryFolder();');
  expect(at(globalTeardown)).toBe(path.join(__dirname, 'run/teardown.ts'));
});
