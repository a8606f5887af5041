import { createHash } from 'node:crypto';
import { assets } from '../../../../lib/app/report/html/assets';

it('allows its own style sheet and script, by their digests, and nothing else', () => {
  const { style, script, policy } = assets();
  for (const text of [style, script])
    expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  expect(policy).toMatch(/^default-src 'none'; /);
  expect(policy).not.toContain('unsafe');
});

it('has a style sheet and a script that load nothing and cannot close their elements', () => {
  const { style, script } = assets();
  expect(style).not.toMatch(/url\(|@import|<\/style/i);
  expect(script).not.toMatch(/fetch\(|XMLHttpRequest|import\(|<\/script/i);
});
