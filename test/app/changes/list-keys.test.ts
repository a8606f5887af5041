import { itemKey } from '../../../lib/app/changes/list-keys';

it.each([
  ['containers', { name: 'a' }, 'a'],
  ['ports', { containerPort: 80 }, '80'],
  ['ports', { port: 80, protocol: 'TCP', targetPort: 'http' }, '80/TCP'],
  ['subjects', { kind: 'User', name: 'a' }, 'User/a'],
  ['rules', { alert: 'Down' }, 'Down'],
  ['rules', { host: 'a.example' }, 'a.example'],
  ['rules', { verbs: ['get'] }, undefined],
  ['egress', { to: [] }, undefined],
  ['env', { value: 'without a name' }, undefined],
])('of %s %j is %s', (list, item, key) => {
  expect(itemKey(item, ['spec', list])).toBe(key);
});
