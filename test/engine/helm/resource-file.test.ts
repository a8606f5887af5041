import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { Construct } from 'constructs';
import { resourceFile } from '../../../lib/engine/helm/resource-file';
import { validationFile } from '../../../lib/engine/helm/validation-file';
import { text } from '../../../lib/engine/template/operators';
import { Resource } from '../../../lib/engine/template/resource';
import { ForEachEntry, ForEachItem, Named, OnlyIf } from '../../../lib/engine/template/scopes';
import { SmallStack } from '../small-stack';

const pod = (scope: Construct, id = 'pod', hook?: 'test') =>
  Resource.of(scope, id, {
    of: k8s.KubePod,
    manifest: { metadata: { name: 'a' } },
    ...(hook && { hook }),
  });
const POD = ['apiVersion: v1', 'kind: Pod', 'metadata:', '  name: a'];
const linesOf = (resource: Resource) => resourceFile('small', resource).trimEnd().split('\n');

it('a resource is written as it is', () => {
  expect(linesOf(pod(new SmallStack()))).toEqual(POD);
});

it('conditions, names and loops stand around it, and each iteration is a document', () => {
  const stack = new SmallStack();
  const enabled = new OnlyIf(stack, 'on', stack.values.on);
  const loop = new ForEachItem(enabled, 'names', stack.values.names, 'one');
  const name = new Named(loop, 'full', text`x-${loop.item}`);
  expect(linesOf(pod(name))).toEqual([
    '{{- if .Values.on }}',
    '{{- range $one := .Values.names }}',
    '{{- $full := printf "x-%s" $one }}',
    '---',
    ...POD,
    '{{- end }}',
    '{{- end }}',
  ]);
});

it('a loop over a map has the key too', () => {
  const stack = new SmallStack();
  const loop = new ForEachEntry(stack, 'services', stack.values.services, { key: 'key', entry: 'service' });
  const lines = linesOf(pod(new OnlyIf(loop, 'enabled', loop.entry.enabled)));
  expect(lines.slice(0, 2)).toEqual([
    '{{- range $key, $service := .Values.services }}',
    '{{- if dig "enabled" true $service }}',
  ]);
});

it('an author’s mistake names stack, resource and field', () => {
  const stack = new SmallStack();
  const resource = Resource.of(new Construct(stack, 'redis'), 'pod', {
    of: k8s.KubePod,
    manifest: { spec: { containers: [{ args: stack.values.words, name: 'a' }] } },
  });
  expect(() => linesOf(resource)).toThrow(
    /^small: Pod redis\/pod, spec\.containers\[0\]: The first property of a list item must always be there\. \(test/,
  );
});

it('a name within the scope of the same name is an author’s mistake, in a resource and in a rule', () => {
  const stack = new SmallStack();
  const outer = new Named(stack, 'one', stack.values.on);
  const inner = new Named(new OnlyIf(outer, 'on', outer.reference), 'one', stack.values.off);
  const scope = new OnlyIf(inner, 'off', inner.reference);
  stack.addValidationWithin(scope, 'a', 'is wrong.', stack.values.name);
  expect(() => linesOf(pod(scope))).toThrow(
    'small: Pod one/on/one/off/pod: Two values, one within the scope of the other, are named one.',
  );
  expect(() => validationFile('small', stack.validationRules)).toThrow(
    'small: validation: Two values, one within the scope of the other, are named one.',
  );
});
