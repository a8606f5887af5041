import { html } from '../../../../lib/app/report/html/html';
import { sectionOf } from '../../../../lib/app/report/html/section';

it('is named by its heading', () => {
  const { text } = sectionOf({ id: 'a', title: 'A & B', about: 'What.', content: html`<p>x</p>` });
  expect(text).toMatch(
    /^<section id="a" aria-labelledby="a-title">\n<h2 id="a-title">A &amp; B<\/h2>\n<p class="about">What.<\/p>\n<p>x<\/p>/,
  );
});
