import { ok } from 'node:assert/strict';
import { test } from 'node:test';
import { type GivenValues, objectsOf } from 'ai-gateway-stacks/engine';
import { BackupOperator } from './operator';

const stack = new BackupOperator();

function kinds(values: GivenValues<BackupOperator['declaration']>): string[] {
  const release = {
    stack,
    name: 'backup-operator',
    namespace: 'backups',
    values: [{ name: 'test', values }],
  };
  return objectsOf(release).map(({ kind }) => kind);
}

test('it has rights in the whole cluster only where no namespace is named', () => {
  ok(kinds({}).includes('ClusterRole'));
  ok(!kinds({ watchNamespaces: ['shop'] }).includes('ClusterRole'));
});

test('one of multiple releases brings the definition', () => {
  ok(kinds({}).includes('CustomResourceDefinition'));
  ok(!kinds({ crds: { install: false } }).includes('CustomResourceDefinition'));
});
