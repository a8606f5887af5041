import { resourcesSection } from '../../../../../lib/app/report/html/sections/resources';
import { deployment } from '../../../changes/objects';
import { flat, report, resources } from '../../objects';

it('has the sums, and each pod against a node, the largest first', () => {
  const text = flat(resourcesSection(report()));
  expect(text).toContain('<tr><th scope="row">all</th><td class="number">3</td><td class="number">2</td>');
  expect(text).toContain('not all limited');
  expect(text).toContain('One pod against a node of 4/16Gi');
  expect(text.indexOf('<code>db</code>')).toBeLessThan(text.indexOf('<code>web</code>'));
  expect(text).toContain('the requests fill 1 node,');
});

it('says which pod is too large', () => {
  const { text } = resourcesSection(report([deployment('a', {}, resources('8', '1Gi'))]));
  expect(text).toMatch(/is too small for a pod of <a href="#row-deployment-ai-a">/);
  expect(text).toContain('200 %');
});
