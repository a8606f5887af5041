import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { git } from '../../../../lib/app/changes/sides/git';
import { uncommitted } from '../../../../lib/app/changes/sides/uncommitted';

it('says which files of the source are not committed, and nothing of others or without a repository', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'uncommitted-'));
  const write = (file: string) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), 'text');
  };
  write('main.ts');
  expect(uncommitted(folder)).toEqual([]);
  git(folder, ['init', '-q']);
  expect(uncommitted(folder)).toEqual([
    'Not committed: main.ts. The working tree is compared, not a commit.',
  ]);
  git(folder, ['add', '.']);
  git(folder, ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', 'first']);
  write('README.md');
  expect(uncommitted(folder)).toEqual([]);
  write('environments/dev.ts');
  write('lib/a.ts');
  expect(uncommitted(folder)[0]).toMatch(/^Not committed: environments\/ and 1 more\./);
});
