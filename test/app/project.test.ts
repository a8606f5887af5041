import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environmentsFolder, projectFolder, templatesFolder } from '../../lib/app/project';

const ROOT = path.join(__dirname, '../..');

let folder: string;
let cwd: jest.SpyInstance<string>;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'project-'));
  cwd = jest.spyOn(process, 'cwd').mockReturnValue(folder);
});
afterEach(() => {
  cwd.mockRestore();
  rmSync(folder, { recursive: true });
});

it('is the working directory where that is a project, or else the checkout of the program', () => {
  expect(projectFolder()).toBe(ROOT);
  cpSync(path.join(ROOT, 'cdk8s.yaml'), path.join(folder, 'cdk8s.yaml'));
  expect(projectFolder()).toBe(folder);
});

it('is the checkout too where the program is compiled in a folder of it', () => {
  expect(projectFolder(path.join(ROOT, 'build'))).toBe(ROOT);
  expect(projectFolder(path.join(ROOT, '.cache', 'compiled'))).toBe(ROOT);
});

it('is never the folder of an installed package', () => {
  const installed = path.join(ROOT, 'node_modules', 'ai-gateway-stacks', 'build');
  expect(projectFolder(installed)).toBe(folder);
  expect(environmentsFolder(installed)).toBe(path.join(folder, 'environments'));
});

it('takes the environments beside the code, so that compiled code takes compiled ones', () => {
  expect(environmentsFolder()).toBe(path.join(ROOT, 'environments'));
  const compiled = path.join(folder, 'compiled');
  mkdirSync(path.join(compiled, 'environments'), { recursive: true });
  writeFileSync(path.join(compiled, 'environments', 'dev.js'), '');
  expect(environmentsFolder(compiled)).toBe(path.join(compiled, 'environments'));
});

it('takes the templates beside the code, as the package has them, or else those of the checkout', () => {
  expect(templatesFolder()).toBe(path.join(ROOT, 'templates'));
  expect(templatesFolder(path.join(ROOT, '.cache', 'compiled'))).toBe(path.join(ROOT, 'templates'));
  mkdirSync(path.join(folder, 'build', 'templates'), { recursive: true });
  expect(templatesFolder(path.join(folder, 'build'))).toBe(path.join(folder, 'build', 'templates'));
});
