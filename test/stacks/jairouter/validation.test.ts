import { overlay } from '../../../lib/engine/values/merge';
import { stacks } from '../../../lib/stacks/stacks';
import { rejections } from '../../kubernetes/tiny-stack';
import { REQUIRED_VALUES } from '../../support/required-values';

function rejected(file: string): readonly string[] {
  const values = overlay(REQUIRED_VALUES.jairouter ?? {}, { config: { 'application.yml': file } });
  return rejections(stacks.jairouter.template(), values);
}

const instance = (...lines: string[]) =>
  `model:\n  services:\n    chat:\n      instances:\n        - name: m\n${lines.map((line) => `          ${line}\n`).join('')}`;

describe('an instance of a model server', () => {
  it.each<[string, string]>([
    ['in a block', instance('base-url: http://a')],
    ['in camel case', instance('baseUrl: http://a')],
    ['in braces', 'model: {services: {chat: {instances: [{name: m, base-url: "http://a"}]}}}\n'],
    [
      'beside one that is right',
      `${instance('base-url: http://a', 'instance-id: a')}        - base-url: http://b\n`,
    ],
    ['with the ID in a comment', instance('base-url: http://a', '# instance-id: a')],
  ])('without an ID is rejected: %s', (_, file) => {
    expect(rejected(file)).toEqual([
      expect.stringMatching(
        /^config\.application\.yml has an instance .* give each instance an instance-id\.$/,
      ),
    ]);
  });

  it('without an address is rejected', () => {
    expect(rejected(instance('instance-id: a'))).toEqual([
      expect.stringMatching(/give each instance a base-url\.$/),
    ]);
  });

  it.each<[string, string]>([
    ['with both', instance('base-url: http://a', 'instance-id: a')],
    ['with both in camel case and quotes', instance('"baseUrl": http://a', "'instanceId': a")],
    [
      'in braces',
      'model: {services: {chat: {instances: [{name: m, base-url: "http://a", instance-id: a}]}}}\n',
    ],
    ['in none', 'server:\n  port: 8080\n'],
    ['another base-url alone', 'ollama:\n  base-url: http://a\n'],
    [
      'another base-url before the instances',
      `ollama:\n  base-url: http://a\n${instance('base-url: ${ollama.base-url}', 'instance-id: a')}`,
    ],
    [
      'with what it has from another',
      `${instance('base-url: http://a', 'instance-id: a').replace('- name', '- &a\n          name')}        - { <<: *a, instance-id: b }\n`,
    ],
    ['with a space before a colon', instance('base-url : http://a', 'instance-id: a')],
    ['with a tab', instance('base-url: http://a', 'instance-id\t: a')],
    ['with one in another spelling', instance('baseURL: http://a', 'instance-id: a')],
    ['with the other in another spelling', instance('base-url: http://a', 'instanceid: a')],
  ])('%s is accepted', (_, file) => {
    expect(rejected(file)).toEqual([]);
  });
});
