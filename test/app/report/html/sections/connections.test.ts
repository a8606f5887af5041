import { connectionsSection } from '../../../../../lib/app/report/html/sections/connections';
import { report } from '../../objects';

it('has a row for each line of the picture, with links to its ends', () => {
  const { text } = connectionsSection(report());
  expect(text).toContain('<a href="#node-deployment-ai-web"><code>web</code></a>');
  expect(text).toContain('<td><code>5432</code></td><td>configured</td>');
  expect(text).toContain('<td>all</td><td>allowed</td>');
});

it('says that there is none', () => {
  expect(connectionsSection(report([])).text).toContain('Nothing connects to anything.');
});
