import { html } from '../../../../lib/app/report/html/html';
import { badge, code, lines, list, NONE, workloadLink } from '../../../../lib/app/report/html/words';

it('marks names, lists and badges', () => {
  expect(code('<a>').text).toBe('<code>&lt;a&gt;</code>');
  expect(html`${list(['a', code('b')])}`.text).toBe('a, <code>b</code>');
  expect(html`${lines(['a', 'b'])}`.text).toBe('<span class="piece">a</span><span class="piece">b</span>');
  expect(badge('no TLS', 'bad').text).toBe('<span class="badge bad">no TLS</span>');
});

it('has a dash for nothing', () => {
  expect([list([]), lines([])]).toEqual([NONE, NONE]);
});

it('links to the row of a workload', () => {
  expect(workloadLink('Deployment ai/relay').text).toBe(
    '<a href="#row-deployment-ai-relay"><code>relay</code></a>',
  );
});
