import { programOf, projectOf } from '../../../lib/app/scaffold/program';

const REPOSITORY = 'ghcr.io/stefanprodan/podinfo';

it.each([
  [{}, { repository: REPOSITORY, tag: '6.14.1', port: 9898, health: '/healthz' }],
  [{ port: '8080' }, { repository: REPOSITORY, tag: '6.14.1', port: 8080, health: '/healthz' }],
  [{ image: 'nginx:1.29' }, { repository: 'nginx', tag: '1.29', port: 8080, health: '/' }],
  [
    { image: 'localhost:5000/team/my_app:v1.0-rc.1', port: '65535', health: '/up/now' },
    { repository: 'localhost:5000/team/my_app', tag: 'v1.0-rc.1', port: 65_535, health: '/up/now' },
  ],
])('%j', (options, program) => {
  expect(programOf(options)).toEqual(program);
});

it.each([
  [
    { image: 'nginx' },
    '--image is nginx; it must be REPOSITORY:TAG, such as ghcr.io/stefanprodan/podinfo:6.14.1.',
  ],
  [{ image: 'localhost:5000/app' }, '--image is'],
  [{ image: "a:1'" }, '--image is'],
  [{ image: 'A:1' }, '--image is'],
  [{ image: `app@sha256:${'0'.repeat(64)}` }, '--image is'],
  [{ port: '0' }, '--port is 0; it must be a port, from 1 to 65535.'],
  [{ port: '65536' }, '--port is'],
  [{ port: '80a' }, '--port is'],
  [{ health: 'healthz' }, '--health is healthz; it must be a path, such as /healthz.'],
  [{ health: "/a'b" }, '--health is'],
])('%j is an error', (options, sentence) => {
  expect(() => programOf(options)).toThrow(sentence);
});

it.each([
  ['ghcr.io/stefanprodan/podinfo:1', 'stefanprodan/podinfo'],
  ['registry.example.com/a/b/c:1', 'b/c'],
  ['nginx:1', 'nginx/nginx'],
])('guesses the repository of %s', (image, project) => {
  expect(projectOf(programOf({ image }))).toBe(project);
});
