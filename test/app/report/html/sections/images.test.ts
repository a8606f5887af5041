import { imagesSection } from '../../../../../lib/app/report/html/sections/images';
import { report } from '../../objects';

it('has images with how firmly they are named', () => {
  const { text } = imagesSection(report());
  expect(text).toContain('<code>registry.example.com/web</code></th><td><code>1.2</code></td>');
  expect(text).toContain('<span class="badge neutral">by version</span>');
  expect(text).toContain('<span class="badge bad">by a moving tag</span>');
});
