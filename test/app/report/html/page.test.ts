import { pageOf } from '../../../../lib/app/report/html/page';
import { layoutOf } from '../../../../lib/app/report/picture/layout';
import type { Report } from '../../../../lib/app/report/model/report';
import { ENVIRONMENT, report } from '../objects';

const page = async (of: Report) => pageOf(of, await layoutOf(of.picture));
const BEFORE = { name: 'v1', objects: ENVIRONMENT.slice(0, -1), notes: [] };

it('has a heading, landmarks, a link that skips to the content, and all sections in order', async () => {
  const text = await page(report());
  expect([...text.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, title]) => title)).toEqual(['prod']);
  expect([...text.matchAll(/<section id="(.*?)"/g)].map(([, id]) => id)).toEqual([
    'picture', 'entrances', 'workloads', 'connections', 'resources', 'volumes', 'secrets', 'images', 'policies', 'differences',
  ]); // prettier-ignore
  for (const part of ['<a class="skip" href="#main">', '<header', '<nav aria-label="Sections">', '<main id="main"', '<footer>'])
    expect(text).toContain(part);
}); // prettier-ignore

it('has links that lead somewhere, and no ID twice', async () => {
  for (const text of [await page(report()), await page(report(ENVIRONMENT, { before: BEFORE }))]) {
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const targets = [...text.matchAll(/ (?:href="#|aria-labelledby="|aria-describedby="|for=")([^"]*)"/g)];
    expect(targets.map(([, target]) => target).filter((target) => !ids.includes(target))).toEqual([]);
  }
});

it('has the changes after the picture where there are two sides', async () => {
  const text = await page(report(ENVIRONMENT, { before: BEFORE }));
  expect(text.indexOf('<section id="changes"')).toBeGreaterThan(text.indexOf('<section id="picture"'));
  expect(text).toContain('<title>prod: v1 to working tree</title>');
});

it('has the same bytes each time', async () => {
  expect(await page(report())).toBe(await page(report()));
});
