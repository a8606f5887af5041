/** Reports in a real Chromium, without a network. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pagesOf } from '../../lib/app/cli/report';
import { sideOf } from '../../lib/app/changes/sides/manifests';
import { workingTree } from '../../lib/app/changes/sides/working-tree';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { nodeSizeOf } from '../../lib/app/report/model/node-size';
import { policyExceptionsOf } from '../../lib/app/report/model/policy-exceptions';
import { reportOf } from '../../lib/app/report/model/report';
import { readMarkdown } from '../../test/support/markdown';
import { OfflineBrowser } from './browser';
import { contrastOf } from './contrast';
import { overlapsIn } from './overlaps';

const browser = new OfflineBrowser();
const folder = mkdtempSync(path.join(tmpdir(), 'reports-'));
const tree = workingTree(discoverEnvironments());
const names = [...tree.environments.keys()];
const environments = names.map((name) => ({ name, objects: sideOf(tree, name).objects }));

/** The report of an environment; of the change from another one, as if both were revisions of one, where that is named. */
async function write(file: string, environment: string, from?: string): Promise<string> {
  const report = reportOf({
    environment,
    side: sideOf(tree, environment),
    ...(from === undefined ? {} : { before: sideOf(tree, from) }),
    environments,
    node: nodeSizeOf('4/16Gi'),
    exceptions: policyExceptionsOf(readMarkdown('docs/policy-exceptions.md'), environment),
  });
  const target = path.join(folder, file);
  const pages = await pagesOf([report], { project: '', environment }, { folder, file: target });
  for (const [name, text] of pages) writeFileSync(name, text);
  return target;
}

let files: ReadonlyMap<string, string>;
const file = (name: string) => files.get(name) ?? '';
const CHANGE = 'a change';

beforeAll(async () => {
  await browser.start();
  const written = await Promise.all(names.map(async (name) => [name, await write(`${name}.html`, name)] as const)); // prettier-ignore
  files = new Map([...written, [CHANGE, await write('change.html', 'staging', 'prod')]]);
});
afterAll(() => browser.stop());

describe.each([...names, CHANGE])('%s', (name) => {
  it.each(['light', 'dark'] as const)('has enough contrast, %s', async (scheme) => {
    const { page } = await browser.open(file(name), { scheme });
    const { count, faults } = await contrastOf(page);
    expect(count).toBeGreaterThan(200);
    expect(faults).toEqual([]);
  });

  it('asks for nothing, and the browser has nothing to complain of', async () => {
    const { page, requests, complaints } = await browser.open(file(name));
    await page.mouse.wheel(0, 5000);
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
  });

  it('has no text on another or beyond its box in the picture', async () => {
    const { page } = await browser.open(file(name));
    await page.locator('#actual-size').check();
    const { count, faults } = await overlapsIn(page);
    expect(count).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  });

  it.each([
    ['at 200 %', 640, 450],
    ['on a phone', 360, 740],
  ])('scrolls in one direction only, %s', async (_, width, height) => {
    const { page } = await browser.open(file(name), { width, height });
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(width);
  });
});

it('sees too little contrast, overlapping text and requests, where there are any', async () => {
  const { page } = await browser.open(file('prod'));
  await page.evaluate(`(() => {
    document.querySelector('h1').style.color = '#999';
    document.querySelector('.picture .node .title').style.fontSize = '40px';
    document.querySelector('.picture .edge').style.stroke = '#eee';
  })()`);
  const { faults } = await contrastOf(page);
  expect(faults).toEqual([
    expect.stringMatching(/^"prod": 2\.\d+ is less than 4\.5$/),
    expect.stringContaining('edge'),
    expect.stringContaining('line in a frame'),
  ]);
  expect((await overlapsIn(page)).faults[0]).toMatch(/is on|is not within/);

  const loading = path.join(folder, 'loading.html');
  writeFileSync(loading, '<img src="https://example.com/a.png">');
  expect((await browser.open(loading)).requests).toEqual(['https://example.com/a.png']);
});

it('lets nothing in that is not its own', async () => {
  const { page, complaints } = await browser.open(file('prod'));
  const intruder = '<img src="https://example.com/a.png" onerror="window.evil = 1">';
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '${intruder}')`);
  await page.waitForTimeout(300);
  expect(complaints.filter((text) => text.includes('Content Security Policy')).length).toBeGreaterThan(0);
  expect(await page.evaluate('window.evil')).toBeUndefined();
});

describe('with the keyboard', () => {
  it('skips to the content first, then searches', async () => {
    const { page } = await browser.open(file('prod'));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('search');
  });

  it('gets to each box, shows its connections, and opens its row', async () => {
    const { page } = await browser.open(file('prod'));
    const node = page.locator('.node.workload', { hasText: 'helm-proxy' });
    await node.focus();
    expect(await page.locator('.edge.related').count()).toBeGreaterThan(2);
    expect(await page.locator('.node:not(.dim) .title').allTextContents()).toEqual(
      expect.arrayContaining(['helm-proxy', 'ci', 'charts.example.com']),
    );
    expect(await page.locator('.node.dim .title').allTextContents()).toContain('claude-relay');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#row-deployment-ai-gateway-prod-helm-proxy$/);
    expect(await page.locator('tr:target th').textContent()).toContain('helm-proxy');
    await page.keyboard.press('Tab');
    expect(await page.locator('.picture .dim').count()).toBe(0);
  });

  it('shows where the focus is, on everything that has it', async () => {
    const { page } = await browser.open(file('prod'), { height: 2000 });
    const seen = new Set<unknown>();
    for (let step = 0; step < 45; step += 1) {
      await page.keyboard.press('Tab');
      const [outline, box, what] = await page.evaluate<readonly [string, string, string]>(`(() => {
        const { activeElement: one } = document;
        const box = one.querySelector('.box');
        return [getComputedStyle(one).outlineStyle, box === null ? '' : getComputedStyle(box).strokeWidth, one.outerHTML.slice(0, 80)];
      })()`); // prettier-ignore
      seen.add(what);
      if (outline === 'none') expect([what, box]).toEqual([what, '2.5px']);
    }
    expect(seen.size).toBe(45);
  });
});

describe('search', () => {
  it('filters the tables, fades the picture and says how many rows there are', async () => {
    const { page } = await browser.open(file('prod'));
    const search = page.getByRole('searchbox', { name: 'Search' });
    await search.fill('HELM-PROXY');
    expect(await page.locator('#workloads tbody tr:visible').count()).toBe(1);
    expect(await page.locator('.node:not(.dim) .title').allTextContents()).toEqual(['helm-proxy']);
    expect(await page.locator('#found').textContent()).toMatch(/^\d+ rows$/);
    await search.fill('nothing has this name');
    expect(await page.locator('tbody tr:visible').count()).toBe(0);
    expect(await page.locator('#volumes .none').isVisible()).toBe(true);
    await search.press('Escape');
    expect(await page.locator('#workloads tbody tr:visible').count()).toBe(9);
    expect(await page.locator('.dim').count()).toBe(0);
  });

  it('gives way to a link to a row that it hides', async () => {
    const { page } = await browser.open(file('prod'));
    await page.getByRole('searchbox').fill('jairouter');
    await page.locator('.node.database').first().click();
    expect(await page.locator('tr:target').isVisible()).toBe(true);
  });
});

it('hides what network policies allow only, where that is asked for', async () => {
  const { page } = await browser.open(file('prod'));
  const allowed = page.locator('.picture .edge.allowed:visible');
  expect(await allowed.count()).toBeGreaterThan(3);
  await page.getByLabel(/network policies allow beyond/).uncheck();
  expect(await allowed.count()).toBe(0);
});

it('is all there without a script', async () => {
  const { page } = await browser.open(file('prod'), { script: false });
  expect(await page.locator('tbody tr:visible').count()).toBeGreaterThan(80);
  expect(await page.locator('.node:visible').count()).toBeGreaterThan(15);
  expect(await page.getByRole('searchbox').count()).toBe(0);
});

it('has a tree that assistive technology can use: landmarks, headings, names of tables and boxes', async () => {
  const { page } = await browser.open(file('prod'));
  for (const role of ['banner', 'main', 'contentinfo', 'search'] as const)
    expect([role, await page.getByRole(role).count()]).toEqual([role, 1]);
  expect(await page.getByRole('navigation', { name: 'Sections' }).count()).toBe(1);
  expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['prod']);
  expect(await page.getByRole('heading', { level: 2 }).count()).toBe(10);
  expect(await page.getByRole('table', { name: 'Workloads with their pods' }).count()).toBe(1);
  expect(await page.getByRole('link', { name: /^claude-relay, 3–10 pods, .*to .*api\.anthropic\.com/ }).count()).toBe(1); // prettier-ignore
});

it('moves nothing for those who asked for that', async () => {
  const { page } = await browser.open(file('prod'), { reducedMotion: true });
  expect(await page.evaluate(`getComputedStyle(document.querySelector('.node')).transitionDuration`)).toBe('0s'); // prettier-ignore
  const { page: moving } = await browser.open(file('prod'), { reducedMotion: false });
  expect(await moving.evaluate(`getComputedStyle(document.querySelector('.node')).transitionDuration`)).not.toBe('0s'); // prettier-ignore
});

it('prints the tables and the picture, without what only a screen has', async () => {
  const { page } = await browser.open(file('prod'));
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.search:visible, nav:visible, .controls:visible').count()).toBe(0);
  expect(await page.locator('.picture').isVisible()).toBe(true);
});
