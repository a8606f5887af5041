import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { stacks } from '../../../lib/stacks/stacks';
import { at, objectsFor, only, podOf } from '../../kubernetes/tiny-stack';
import { REQUIRED_VALUES } from '../../support/required-values';

function emptied(file: string | null): readonly string[] {
  const values = overlay(REQUIRED_VALUES.jairouter ?? {}, { config: { 'application.yml': file } });
  const deployment = only('Deployment', objectsFor(stacks.jairouter.template(), values));
  const env = at(podOf(deployment), 'containers', 0, 'env') as readonly JsonObject[];
  return env
    .filter(({ name, value }) => String(name).startsWith('MODEL_SERVICES_') && value === '')
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
  ])('%s', (_, file, kept) => {
    expect(emptied(file)).toEqual(ALL.filter((kind) => !kept.includes(kind)));
  });
});
