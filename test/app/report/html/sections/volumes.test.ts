import { volumesSection } from '../../../../../lib/app/report/html/sections/volumes';
import { report } from '../../objects';

it('has claims with who uses them, and their sum', () => {
  const { text } = volumesSection(report());
  expect(text).toContain('Together 10 GiB.');
  expect(text).toContain('<code>data-db-0</code>');
  expect(text).toContain('<a href="#row-statefulset-ai-db">');
});

it('says that no data outlasts the pods', () => {
  expect(volumesSection(report([])).text).toContain('no data outlasts the pods');
});
