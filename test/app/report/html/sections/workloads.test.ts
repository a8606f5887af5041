import { workloadsSection } from '../../../../../lib/app/report/html/sections/workloads';
import { ENVIRONMENT, report } from '../../objects';

it('has a row for each workload, to which the picture leads, and which leads to the picture', () => {
  const { text } = workloadsSection(report());
  expect(text).toContain('<tr id="row-deployment-ai-web">');
  expect(text).toContain('<a href="#node-deployment-ai-web"><code>web</code></a>');
  expect(text).toContain('<span class="piece">500m</span><span class="piece muted">limit 1</span>');
  expect(text).toContain('no limit');
  expect(text).toContain('<span class="badge bad">baseline</span>');
});

it('marks what is new', () => {
  const before = { name: 'v1', objects: ENVIRONMENT.slice(0, 1), notes: [] };
  expect(workloadsSection(report(ENVIRONMENT, { before })).text).toContain('badge added');
  expect(workloadsSection(report()).text).not.toContain('badge added');
});
