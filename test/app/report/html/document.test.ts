import { documentOf } from '../../../../lib/app/report/html/document';
import { assets } from '../../../../lib/app/report/html/assets';
import { html } from '../../../../lib/app/report/html/html';

const page = documentOf('a < b', html`<main>text</main>`);

it('has a language, a title, a policy, and what it is given', () => {
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).toContain('<title>a &lt; b</title>');
  expect(page).toContain('<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;');
  expect(page).toContain('<main>text</main>');
});

it('refers to nothing outside', () => {
  expect(page).not.toMatch(/\b(src|href)\s*=\s*["']?https?:|@import|url\(/);
});

it('has its style sheet and its script to the byte, as the policy has their digests', () => {
  const { style, script } = assets();
  expect(page).toContain(`<style>${style}</style>`);
  expect(page).toContain(`<script>${script}</script>`);
});
