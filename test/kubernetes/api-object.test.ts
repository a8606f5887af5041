import { list, section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { jsonSchemaOf } from '../../lib/engine/values/json-schema';
import { apiObject } from '../../lib/kubernetes/api-object';
import { problemsOf } from '../engine/values/problems';

const declaration = section('Small.', {
  probe: apiObject('Probe', 'A probe.', []),
  volumes: list([], 'Volumes.', apiObject('Volume', 'A volume.', [])),
});

const problems = (values: JsonObject) => problemsOf(declaration, values);

it.each<[JsonObject]>([
  [{ probe: { exec: { command: ['sh', '-c', 'set -e\ntrue\n'] }, periodSeconds: 5 } }],
  [{ probe: { httpGet: { path: '/', port: 'http' } } }],
  [{ probe: { httpGet: { path: '/', port: 8080 } } }],
  [{ volumes: [{ name: 'a', emptyDir: { sizeLimit: '1Gi' } }] }],
  [{ volumes: [{ name: 'a', csi: { driver: 'd', volumeAttributes: { a: 'b' } } }] }],
])('takes %j', (values) => {
  expect(problems(values)).toEqual([]);
});

it.each<[JsonObject, string]>([
  [
    { probe: { periodSecond: 5 } },
    '1.yaml: probe.periodSecond is no field of the Kubernetes API there. Did you mean periodSeconds?',
  ],
  [
    { probe: { exec: { run: ['true'] } } },
    '1.yaml: probe.exec.run is no field of the Kubernetes API there. There are: command.',
  ],
  [{ probe: { periodSeconds: '5' } }, '1.yaml: probe.periodSeconds is "5"; it must be an integer.'],
  [{ probe: { httpGet: { path: '/' } } }, '1.yaml: probe.httpGet.port is missing; it must be a text in ASCII, without tabs and without spaces at its beginning and at the end of a line or an integer.'],
  [{ probe: { exec: { command: 'true' } } }, '1.yaml: probe.exec.command is "true"; it must be a list.'],
  [{ probe: { exec: 'true' } }, '1.yaml: probe.exec is "true"; it must be a map.'],
  [{ probe: ['x'] }, '1.yaml: probe is ["x"]; it must be a map.'],
  [{ volumes: [{ emptyDir: {} }] }, '1.yaml: volumes[0].name is missing; it must be a text in ASCII, without tabs and without spaces at its beginning and at the end of a line.'],
])('%j is answered with a sentence', (values, sentence) => {
  expect(problems(values)).toEqual([sentence]);
}); // prettier-ignore

it('Helm checks the same', () => {
  expect(jsonSchemaOf('small', declaration)).toMatchObject({
    properties: { probe: { allOf: [{ $ref: '#/definitions/Probe' }] } },
    definitions: { Probe: { additionalProperties: false }, ExecAction: {}, Volume: {} },
  });
});
