import { valuesOf } from '../../../lib/engine/values/check';
import { globalSection, section } from '../../../lib/engine/values/collections';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { jsonSchemaOf } from '../../../lib/engine/values/json-schema';
import { port } from '../../../lib/engine/values/numbers';
import { boolean } from '../../../lib/engine/values/scalars';

const declared = section('A chart', {
  global: globalSection('Shared.', { port: port(80, 'Port.') }),
  on: boolean(true, 'On.'),
});
const undeclared = section('A chart', { on: boolean(true, 'On.') });

function given(values: JsonObject): JsonObject {
  return valuesOf(declared, [{ name: 'my.yaml', values }]);
}

describe('global values', () => {
  it('have their defaults where a chart declares them', () => {
    expect(given({})).toEqual({ global: { port: 80 }, on: true });
  });

  it('may have more in them than a chart declares', () => {
    expect(given({ global: { port: 8080, imageRegistry: 'x' } })).toEqual({
      global: { port: 8080, imageRegistry: 'x' },
      on: true,
    });
    expect(jsonSchemaOf('chart', declared)).toMatchObject({
      properties: { global: { additionalProperties: true, required: ['port'] } },
    });
  });

  it('are checked where they are declared', () => {
    expect(() => given({ global: { port: 0 } })).toThrow(
      'my.yaml: global.port is 0; it must be an integer from 1 to 65535.',
    );
    expect(() => given({ global: 'x' })).toThrow('my.yaml: global must be a map.');
  });

  it('are let through and dropped where a chart declares none', () => {
    expect(valuesOf(undeclared, [{ name: 'my.yaml', values: { global: { any: 1 } } }])).toEqual({ on: true });
    expect(jsonSchemaOf('chart', undeclared)).toMatchObject({ properties: { global: { type: 'object' } } });
  });
});
