import { secretsSection } from '../../../../../lib/app/report/html/sections/secrets';
import { object } from '../../../changes/objects';
import { report } from '../../objects';

it('has names and keys, and says which are to be created', () => {
  const { text } = secretsSection(report());
  expect(text).toContain('<th scope="row"><code>web-keys</code></th>');
  expect(text).toContain('<span class="badge changed">to be created</span>');
  expect(text).toContain('<code>key</code>');
});

it('never has a value', () => {
  const secret = object('Secret', 'made', { stringData: { password: 'value-of-it' } });
  const { text } = secretsSection(report([secret]));
  expect(text).toContain('the manifests');
  expect(text).not.toContain('value-of-it');
});
