import { entrancesSection } from '../../../../../lib/app/report/html/sections/entrances';
import { deployment } from '../../../changes/objects';
import { ENVIRONMENT, flat, httpRoute, report, service } from '../../objects';

const text = (...args: Parameters<typeof report>) => flat(entrancesSection(report(...args)));

it('has the host, what is lacking, and the way to the pods', () => {
  expect(text()).toContain('<tr id="row-host-web-example-com"><th scope="row"><code>web.example.com</code></th>');
  expect(text()).toContain('<span class="badge bad">no TLS</span>');
  expect(text()).toMatch(/Service\s*<code>web:80<\/code>\s*→\s*<a href="#row-deployment-ai-web">.*<code>:8080<\/code>/);
}); // prettier-ignore

it('has a redirect in the row of its host', () => {
  const served = httpRoute('a.example.com', 'a', { backendRefs: [{ name: 'a', port: 80 }] });
  const redirect = httpRoute('a.example.com', 'b', { filters: [] });
  const both = text([deployment('a'), service('a'), served, redirect]);
  expect([...both.matchAll(/<th scope="row">/g)]).toHaveLength(1);
  expect(both).toContain('plain http is redirected');
  expect(text([redirect])).toContain('a redirect, to no pods');
});

it('says that nothing is open', () => {
  expect(text([deployment('a')])).toContain('Nothing is open to the outside');
  expect(text(ENVIRONMENT)).not.toContain('Nothing is open to the outside');
});
