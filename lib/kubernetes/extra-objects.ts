import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { distinct, greaterThan, lengthOf } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { ForEachItem } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { list } from '../engine/values/collections';
import type { JsonObject, ObjectType } from '../engine/values/declaration';
import { kubernetesObject, PLAIN_VALUE } from '../engine/values/kubernetes-object';

// Kubernetes itself rejects more; these are the parts by which it, Helm and kubectl know an object.
const NAME = {
  description: 'a name such as extra-config',
  type: 'string',
  pattern: '^[A-Za-z0-9]([-A-Za-z0-9._:]*[A-Za-z0-9])?$',
};

/** Any object of Kubernetes, of which no more is known than what every object has. */
const ANY_OBJECT: ObjectType = {
  name: 'ExtraObject',
  schemas: {
    ExtraObject: {
      type: 'object',
      required: ['apiVersion', 'kind', 'metadata'],
      properties: {
        apiVersion: {
          description: 'a version such as v1 or apps/v1',
          type: 'string',
          pattern: '^([a-z0-9.-]+/)?v[0-9][a-z0-9]*$',
        },
        kind: { description: 'a kind such as ConfigMap', type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$' },
        metadata: { $ref: '#/definitions/ExtraObjectMetadata' },
      },
      additionalProperties: PLAIN_VALUE,
    },
    ExtraObjectMetadata: {
      type: 'object',
      required: ['name'],
      properties: { name: NAME },
      additionalProperties: PLAIN_VALUE,
    },
  },
};

/** The value with objects of the user. */
export const extraObjectsValue = list(
  [],
  'Further objects of any kind, created with the chart as they are: no template in them is evaluated, and no label is added.',
  kubernetesObject(
    {},
    'An object with apiVersion, kind and metadata.name, in the format of the Kubernetes API.',
    [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'extra', namespace: 'ai', labels: { team: 'a' } },
        data: { text: '{{ .Values.kept }}' },
      },
      {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: 'extra-b' },
        value: 1_000_000,
      },
    ],
    ANY_OBJECT,
  ),
);

/** Adds the objects of the user. */
export function addExtraObjects(scope: Construct, objects: Expr<readonly JsonObject[]>): void {
  StackTemplate.of(scope).addValidationWithin(
    scope,
    'extraObjects',
    'has an object twice; name each once.',
    greaterThan(lengthOf(objects), lengthOf(distinct(objects))),
  );
  const loop = new ForEachItem(scope, 'extraObjects', objects, 'object');
  Resource.given(loop, 'extra-objects', loop.item);
}
