import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { publishedCommit } from '../../../lib/app/publish/commit';

let project: string;

function git(...args: readonly string[]): string {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
  return execFileSync('git', ['-C', project, ...author, ...args], { encoding: 'utf8' }).trim();
}

function write(file: string): void {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), `${String(Math.random())}\n`);
}

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'commit-'));
  git('init', '--quiet');
  write('lib/a.ts');
  git('add', '.');
  git('commit', '--quiet', '--message=first');
});

it('is the last one, with its time', () => {
  const { id, time } = publishedCommit(project);
  expect(id).toBe(git('rev-parse', 'HEAD'));
  expect(new Date(time).toISOString()).toBe(new Date(git('log', '-1', '--format=%cI')).toISOString());
});

it.each([
  [['lib/a.ts'], /^lib\/a\.ts is not committed\. .*: commit or stash it\.$/],
  [['environments/new.ts'], /^environments\/new\.ts is not committed/],
  [['lib/a.ts', 'lib/b.ts', 'c'], /^lib\/a\.ts and 2 more is not committed/],
])('is none where %j is not committed', (files, sentence) => {
  files.forEach(write);
  expect(() => publishedCommit(project)).toThrow(sentence);
});

it('does not mind the list of what has been released, which publishing writes', () => {
  write('deploy/released.yaml');
  git('add', '.');
  git('commit', '--quiet', '--message=second');
  write('deploy/released.yaml');
  expect(publishedCommit(project).id).toBe(git('rev-parse', 'HEAD'));
});

it('is none without a repository', () => {
  expect(() => publishedCommit(tmpdir())).toThrow(/^git status failed: not a git repository/);
});
