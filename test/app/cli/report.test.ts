import path from 'node:path';
import { reports, reportsAsJson, pagesOf, targetOf } from '../../../lib/app/cli/report';
import { environments } from '../../support/environments';

const NAMES = environments.map(({ name }) => name);
const ROOT = path.join(__dirname, '../../..');
const request = { project: ROOT };
const [prod] = reports({ ...request, environment: 'prod' });

it('reports one environment, or all', () => {
  expect(prod?.environment).toBe('prod');
  expect(reports(request).map(({ environment }) => environment)).toEqual(NAMES);
});

it('knows the values of the working tree and the exceptions of the project', () => {
  expect(prod?.differences.rows.map(({ what }) => what)).toContain('log level');
  expect(prod?.policies.exceptions.length).toBeGreaterThan(20);
});

it.each([
  [{ environment: 'pord' }, `There is no environment pord; did you mean prod? There are: ${NAMES.join(', ')}.`],
  [{ nodeSize: 'big' }, '--node-size big is no size of a node'],
  [{ from: '..HEAD' }, '--from ..HEAD is neither a revision nor two, such as main..HEAD.'],
])('says of %j what would be right', (wrong, sentence) => {
  expect(() => reports({ ...request, ...wrong })).toThrow(sentence);
}); // prettier-ignore

describe('where it is written', () => {
  const before = process.env['INIT_CWD'];
  beforeAll(() => (process.env['INIT_CWD'] = '/home/me'));
  afterAll(() => {
    if (before === undefined) delete process.env['INIT_CWD'];
    else process.env['INIT_CWD'] = before;
  });

  it('is the folder report of the project, or what is named from where the user is', () => {
    expect(targetOf(request)).toEqual({ folder: path.join(ROOT, 'report') });
    expect(targetOf(request, 'out')).toEqual({ folder: '/home/me/out' });
    expect(targetOf({ ...request, environment: 'prod' }, '../a.html')).toEqual({
      folder: '/home',
      file: '/home/a.html',
    });
  });

  it('is no single file for all environments', () => {
    expect(() => targetOf(request, 'a.html')).toThrow(
      '--output a.html is one file, and each environment has its own: name an environment too, or a folder.',
    );
  });
});

it('makes a page of each, below 1 MB, and an index where all are meant', async () => {
  const all = reports(request);
  const pages = await pagesOf(all, request, { folder: '/out' });
  expect([...pages.keys()]).toEqual([...NAMES, 'index'].map((name) => `/out/${name}.html`));
  for (const page of pages.values()) expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  const [first] = all;
  const one = await pagesOf(first === undefined ? [] : [first], { ...request, environment: 'dev' }, { folder: '/out', file: '/out/a.html' }); // prettier-ignore
  expect([...one.keys()]).toEqual(['/out/a.html']);
});

it('is a list for machines', () => {
  const entries: unknown = JSON.parse(reportsAsJson(prod === undefined ? [] : [prod]));
  expect(entries).toMatchObject([
    { environment: 'prod', figures: expect.arrayContaining([expect.objectContaining({ name: 'Pods' })]) },
  ]);
});
