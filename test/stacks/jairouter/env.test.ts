import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { stacks } from '../../../lib/stacks/stacks';
import { at, objectsFor, only, podOf } from '../../kubernetes/tiny-stack';
import { REQUIRED_VALUES } from '../../support/required-values';

function emptied(given: JsonObject): readonly string[] {
  const values = overlay(REQUIRED_VALUES.jairouter ?? {}, given);
  const deployment = only('Deployment', objectsFor(stacks.jairouter.template(), values));
  const env = at(podOf(deployment), 'containers', 0, 'env') as readonly JsonObject[];
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
