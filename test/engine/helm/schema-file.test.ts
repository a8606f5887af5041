import { schemaFile } from '../../../lib/engine/helm/schema-file';

it('has a line for each value at the top and each definition', () => {
  const schema = {
    $schema: 'x',
    properties: { a: { type: 'object', properties: { b: { type: 'string' } } }, c: {} },
    definitions: {},
  };
  expect(schemaFile(schema)).toBe(`{
  "$schema": "x",
  "properties": {
    "a": {"type":"object","properties":{"b":{"type":"string"}}},
    "c": {}
  },
  "definitions": {}
}
`);
  expect(JSON.parse(schemaFile(schema))).toEqual(schema);
});
