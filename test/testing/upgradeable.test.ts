import { renderedObjects } from '../../lib/testing/rendered-objects';
import { expectUpgradeable } from '../../lib/testing/upgradeable';
import { stacks } from '../../lib/stacks/stacks';
import { REQUIRED_VALUES } from '../support/required-values';
import { Web } from './stack';

const SENTENCE =
  'A release of web cannot be upgraded:\n' +
  'Deployment default/web: The API server rejects another spec.selector.matchLabels.component. ' +
  'Delete Deployment default/web and apply it again.';

it('takes what can be changed in place', () => {
  expect(() => expectUpgradeable(new Web(), new Web({ form: { expects: 'another' } }))).not.toThrow();
  expect(() => expectUpgradeable(renderedObjects(new Web()), new Web(), { replicas: 9 })).not.toThrow();
});

it('says which field cannot be changed, and what to do', () => {
  const before = new Web({ selector: { app: 'web' } });
  const after = new Web({ selector: { app: 'web', component: 'server' } });
  expect(() => expectUpgradeable(before, after)).toThrow(SENTENCE);
  expect(() => expectUpgradeable(renderedObjects(before), after, { replicas: 3 })).toThrow(SENTENCE);
});

it('knows claims of a StatefulSet', () => {
  const mcpBox = stacks['mcp-box'].template();
  const values = REQUIRED_VALUES['mcp-box'] ?? {};
  const size = (given: string) => ({ infrastructure: { mysql: { persistence: { size: given } } } });
  const before = renderedObjects<typeof mcpBox>(mcpBox, { ...values, ...size('1Gi') });
  expect(() => expectUpgradeable(before, mcpBox, { ...values, ...size('2Gi') })).toThrow(
    /spec\.volumeClaimTemplates.*--cascade=orphan/,
  );
});

it('says that the other version rejects the values', () => {
  expect(() => expectUpgradeable(new Web(), new Web({ rejected: 'are no more.' }))).toThrow(
    'replicas are no more.',
  );
});
