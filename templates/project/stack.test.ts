/** `npx tsx --test web-app/stack.test.ts` */
import { deepEqual, ok, throws } from 'node:assert/strict';
import { test } from 'node:test';
import { objectsOf, type Overrides } from '../../lib/engine/index';
import { environments } from './environments';
import { WebApp } from '../stack/stack';
import type { webAppValues } from '../stack/values';

const stack = new WebApp();

function kindsWith(values: Overrides<typeof webAppValues>): unknown[] {
  const release = { stack, name: 'web-app', namespace: 'test', values: [{ name: 'test', values }] };
  return objectsOf(release).map((object) => object['kind']);
}

for (const [name, values] of Object.entries(environments))
  void test(`${name} has pods that are reached by a Service, and a policy for them`, () => {
    const kinds = kindsWith(values);
    for (const kind of ['Deployment', 'Service', 'NetworkPolicy']) ok(kinds.includes(kind), kind);
  });

void test('each way in is there when it is enabled', () => {
  const ways = ['Ingress', 'HTTPRoute'];
  deepEqual(
    kindsWith({}).filter((kind) => ways.includes(String(kind))),
    [],
  );
  ok(kindsWith({ ingress: { enabled: true } }).includes('Ingress'));
});

void test('a value that is none is rejected', () => {
  throws(() => kindsWith({ replicaCount: -1 }), /replicaCount/);
});
