import { policiesSection } from '../../../../../lib/app/report/html/sections/policies';
import { report } from '../../objects';

const exception = {
  stack: 'a',
  tool: 'checkov',
  check: 'CKV_1',
  objects: ['Deployment/web'],
  reason: 'because',
};

it('has what is enforced, what is lacking, and exceptions', () => {
  const { text } = policiesSection(report(undefined, { exceptions: [exception] }));
  expect(text).toContain('<span class="badge changed">baseline</span>');
  expect(text).toContain('a network policy on who may connect to it');
  expect(text).toContain('<td>because</td>');
});

it('has exceptions of several stacks with one reason in one row', () => {
  const other = { ...exception, stack: 'b', objects: ['StatefulSet/db'] };
  const different = { ...other, reason: 'for another reason' };
  const { text } = policiesSection(report(undefined, { exceptions: [exception, other, different] }));
  expect([...text.matchAll(/<code>CKV_1<\/code>/g)]).toHaveLength(2);
});

it('says that there are none', () => {
  expect(policiesSection(report()).text).toContain('There are no exceptions.');
});
