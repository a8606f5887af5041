import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { git } from '../../../../lib/app/changes/sides/git';
import { revision } from '../../../../lib/app/changes/sides/revision';

const folder = mkdtempSync(path.join(tmpdir(), 'revision-'));
// The project may be a folder of a larger repository.
const project = path.join(folder, 'deploy');

const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  writeFileSync(path.join(project, file), text);
};
const commit = (message: string) => {
  git(folder, ['add', '.']);
  git(folder, ['-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', message]);
};

beforeAll(() => {
  git(folder, ['init', '-q']);
  mkdirSync(project);
  write('main.ts', '');
  commit('without dist');
  for (const file of ['0001-b', '0000-a']) write(`dist/dev/${file}.k8s.yaml`, `kind: ${file}\n`);
  write('dist/prod/0000-a.k8s.yaml', 'kind: 0000-a\n');
  write('dist/charts/x/templates/a.yaml', '{{ x }}\n');
  write('dist/README.md', 'text\n');
  commit('first');
  git(folder, ['tag', 'v1']);
  write('dist/dev/0000-a.k8s.yaml', 'kind: "ä\\n"\n');
  commit('second');
});

it('has the manifests of environments, in their order, and nothing else', () => {
  expect([...revision(project, 'v1').environments]).toEqual([
    ['dev', ['kind: 0000-a\n', 'kind: 0001-b\n']],
    ['prod', ['kind: 0000-a\n']],
  ]);
  expect(revision(project, 'HEAD').environments.get('dev')?.[0]).toBe('kind: "ä\\n"\n');
});

it('is called as it was named, with the commit', () => {
  expect(revision(project, 'v1').name).toMatch(/^v1 \([0-9a-f]{7}\)$/);
  const [id = ''] = git(project, ['rev-parse', 'v1']).toString().split('\n');
  expect(revision(project, id).name).toBe(id.slice(0, 7));
});

it('says that there is no such revision, or no manifests', () => {
  expect(() => revision(project, 'v2')).toThrow('There is no revision v2; name a commit, branch or tag');
  expect(() => revision(project, 'HEAD~2')).toThrow('Revision HEAD~2 has no manifests in dist;');
});
