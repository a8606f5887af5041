import { ValuesError } from '../../../lib/engine/values/check';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { objectsOf } from '../../../lib/engine/release/release';
import { overlay } from '../../../lib/engine/values/merge';
import { stacks } from '../../../lib/stacks/stacks';
import { at, podOf } from '../../kubernetes/tiny-stack';
import { REQUIRED_VALUES } from '../../support/required-values';
import { warningsFor } from '../warnings';

function objects(values: JsonObject) {
  const given = overlay(REQUIRED_VALUES['jairouter'] ?? {}, values);
  const stack = stacks.jairouter.template();
  return objectsOf({ stack, name: 'j', namespace: 'ai', values: [{ name: 'given', values: given }] });
}

function rejection(file: string): string {
  try {
    objects({ config: { 'application.yml': file } });
    return '';
  } catch (error) {
    if (error instanceof ValuesError) return error.message;
    throw error;
  }
}

function emptied(values: JsonObject): readonly string[] {
  const deployment = objects(values).find(({ kind }) => kind === 'Deployment');
  const env = at(deployment && podOf(deployment), 'containers', 0, 'env') as readonly JsonObject[];
  return env
    .filter(({ name, value }) => /^MODEL_SERVICES_[A-Z]+_INSTANCES$/.test(String(name)) && value === '')
    .map(({ name }) => String(name).replace(/^MODEL_SERVICES_|_INSTANCES$/g, ''));
}

const ALL = ['CHAT', 'EMBEDDING', 'RERANK', 'TTS', 'STT', 'IMGGEN', 'IMGEDIT'];

describe("the image's sample instances", () => {
  it.each<[string, string | null, readonly string[]]>([
    ['go for all kinds of services where there is no file', null, []],
    [
      'stay for the kinds that the file names',
      'model:\n  services:\n    chat:\n      instances: []\n    imgGen: {}\n',
      ['CHAT', 'IMGGEN'],
    ],
    ['are found in braces and quotes', 'model: { services: { "tts": {}, stt: {} } }\n', ['TTS', 'STT']],
    ['go for a kind in a comment', '# chat: see the wiki\nmodel: {}\n', []],
    [
      'go for a kind that is only part of a name',
      'model:\n  services:\n    chat-models: {}\n    my_rerank: {}\n',
      [],
    ],
    [
      'stay for a kind in a longer key',
      'model.services.tts.instances:\n  - name: m\nmodel:\n  services.stt: {}\n  services[rerank].adapter: vllm\n',
      ['RERANK', 'TTS', 'STT'],
    ],
    ['stay for a kind before a space and a colon', 'model:\n  services:\n    "chat" : {}\n', ['CHAT']],
    ['stay for a kind in dashes', 'model: {services: {img-gen: {}, img-edit: {}}}\n', ['IMGGEN', 'IMGEDIT']],
  ])('%s', (_, file, kept) => {
    const values = { config: { 'application.yml': file } };
    expect(emptied(values)).toEqual(ALL.filter((kind) => !kept.includes(kind)));
  });

  // An empty variable takes precedence over them: the user's own instances would be gone.
  it.each<[string, JsonObject]>([
    [
      'the file of a profile',
      { config: { 'application.yml': '', 'application-prod.yml': 'model:\n  services:\n    chat: {}\n' } },
    ],
    [
      'properties',
      {
        config: {
          'application.yml': '',
          'application.properties': 'model.services.chat.instances[0].name=m\n',
        },
      },
    ],
    [
      'variables',
      { config: { 'application.yml': '' }, extraEnv: { MODEL_SERVICES_CHAT_INSTANCES_0_NAME: 'm' } },
    ],
  ])('stay for a kind that the user names in %s', (_, values) => {
    expect(emptied(values)).toEqual(ALL.filter((kind) => kind !== 'CHAT'));
  });
});

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
    expect(rejection(file)).toMatch(
      /^given: config\.application\.yml has an instance .* give each instance an instance-id\.$/,
    );
  });

  it('without an address is rejected', () => {
    expect(rejection(instance('instance-id: a'))).toMatch(/give each instance a base-url\.$/);
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
    expect(rejection(file)).toBe('');
  });
});

it.each(['your-api-key-here', 'sk-short', 'SK-0123456789'])(
  'a key that is answered with 401 is warned of: %s',
  (apiKey) => {
    expect(warningsFor('jairouter', { auth: { apiKey } })).toEqual([
      expect.stringMatching(/^WARNING: auth\.apiKey: /),
    ]);
  },
);

it('a key that works is not', () => {
  expect(warningsFor('jairouter', { auth: { apiKey: 'sk-0123456' } })).toEqual([]);
});

it('the version whose source is public is known too', () => {
  expect(warningsFor('jairouter', { auth: { apiKey: 'sk-0123456' }, image: { tag: 'v2.8.4' } })).toEqual([]);
});
