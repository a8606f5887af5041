import { behindService, serviceNamed } from '../../../lib/app/objects/services';
import { deployment } from '../changes/objects';
import { service } from '../report/objects';

const [web, other] = [deployment('web'), deployment('other')];
const objects = [web, other, service('web'), service('bare', { selector: null })];

it('finds a Service by name and namespace', () => {
  expect(serviceNamed('web', 'ai', objects)).toBe(objects[2]);
  expect(serviceNamed('web', 'elsewhere', objects)).toBeUndefined();
  expect(serviceNamed(undefined, 'ai', objects)).toBeUndefined();
});

it('finds what a Service selects, and nothing where it selects nothing', () => {
  expect(behindService(serviceNamed('web', 'ai', objects), objects)).toEqual([web]);
  expect(behindService(serviceNamed('bare', 'ai', objects), objects)).toEqual([]);
  expect(behindService(undefined, objects)).toEqual([]);
});
