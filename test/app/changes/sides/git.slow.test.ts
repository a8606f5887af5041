import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { git } from '../../../../lib/app/changes/sides/git';
import { UserError } from '../../../../lib/app/explain';

it('gives what git prints, and reads what it is given', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'git-'));
  expect(git(folder, ['init', '--quiet']).toString()).toBe('');
  expect(git(folder, ['hash-object', '--stdin'], 'text\n').toString()).toBe('8e27be7d6154a1f68ea9160ef0e18691d20560dc\n');
}); // prettier-ignore

it('is an error of the user when git fails', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'git-'));
  expect(() => git(folder, ['rev-parse', 'HEAD'])).toThrow(UserError);
  expect(() => git(folder, ['rev-parse', 'HEAD'])).toThrow(/^git rev-parse failed: not a git repository/);
});
