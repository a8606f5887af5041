import path from 'node:path';
import { stackNames } from '../../../lib/app/scaffold/names';
import { programOf } from '../../../lib/app/scaffold/program';
import { fill, identifiersIn, readTemplates } from '../../../lib/app/scaffold/template';

const folder = path.join(__dirname, '../../../templates');
const texts = ['stack', 'repository', 'project'].flatMap((name) => [
  ...readTemplates(path.join(folder, name)).values(),
]);

it('puts names and program in, in one go', () => {
  const names = stackNames('my-web-app', []);
  const program = programOf({ image: 'example.com/web-app/x:9898', port: '81' });
  expect(
    fill(
      "web-app webApp WebAppStack Web app ghcr.io/stefanprodan/podinfo 'stefanprodan/podinfo' 6.14.1 /^v?6\\.14\\.1$/ 9898 /healthz",
      names,
      program,
    ),
  ).toBe(
    "my-web-app myWebApp MyWebAppStack My web app example.com/web-app/x 'web-app/x' 9898 /^v?9898$/ 81 /",
  );
});

it('leaves nothing of the stand-ins', () => {
  const filled = texts.map((text) =>
    fill(text, stackNames('echo', []), programOf({ image: 'example.com/echo:1' })),
  );
  expect(filled.length).toBeGreaterThan(10);
  expect(
    filled.filter((text) => /web-?app|web app|podinfo|stefanprodan|9898|healthz|6\\?\.14/i.test(text)),
  ).toEqual([]);
});

it('knows the identifiers that a stack must not define', () => {
  const found = identifiersIn(texts);
  for (const name of ['Stack', 'stack', 'lines', 'defineStack', 'App', 'NetworkPolicyOptions'])
    expect(found).toContain(name);
  for (const name of ['webApp', 'WebApp', 'echo']) expect(found).not.toContain(name);
  expect([...identifiersIn(["/* a */ const b = 'c'; // d"])]).toEqual(['const', 'b']);
});
