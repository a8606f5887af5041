import { differencesSection } from '../../../../../lib/app/report/html/sections/differences';
import { ENVIRONMENT, report } from '../../objects';

it('has a column for each environment, and shows which is this one', () => {
  const environments = [
    { name: 'dev', objects: [] },
    { name: 'prod', objects: ENVIRONMENT },
  ];
  const { text } = differencesSection(report(ENVIRONMENT, { environments }));
  expect(text).toContain('<th scope="col">dev</th><th scope="col" class="this">prod (this one)</th>');
});

it('says that there is no other', () => {
  expect(differencesSection(report()).text).toContain('There is no other environment.');
});
