import { pruningOf } from '../../../lib/app/deploy/prune';
import { ENVIRONMENT_LABEL } from '../../../lib/app/output/kustomization';
import { describeObject } from '../../../lib/engine/release/objects';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { object } from '../changes/objects';
import { named } from './cluster';

const labelled = (kind: string, environment: string): JsonObject => ({
  ...named(kind, 'gone'),
  metadata: { name: 'gone', labels: { [ENVIRONMENT_LABEL]: environment } },
});
const prune = (left: readonly JsonObject[], irreversible: readonly string[] = []) => {
  const effects = irreversible.map((of) => ({ kind: 'irreversible' as const, of, sentence: '', facts: {} }));
  const { deleted, kept } = pruningOf('dev', [object('Service', 'a')], left, { effects });
  return {
    deleted: deleted.map(describeObject),
    kept: kept.map(({ object: one, reason }) => `${describeObject(one)}: ${reason}`),
  };
};

it('deletes what is in a namespace of the environment, or has its label', () => {
  expect(prune([object('ConfigMap', 'gone'), labelled('ClusterRole', 'dev')])).toEqual({
    deleted: ['ConfigMap ai/gone', 'ClusterRole gone'],
    kept: [],
  });
});

it('leaves what may be of somebody else to people', () => {
  const elsewhere = { ...object('ConfigMap', 'gone'), metadata: { name: 'gone', namespace: 'other' } };
  const { deleted, kept } = prune([named('ClusterRole', 'gone'), labelled('ClusterRole', 'prod'), elsewhere]);
  expect(deleted).toEqual([]);
  expect(kept).toHaveLength(3);
  expect(kept[2]).toBe(
    'ConfigMap other/gone: it does not have the label ai-gateway-stacks/environment: dev, and may be of another checkout',
  );
});

it('leaves what has data, and what Helm would keep', () => {
  const claim = object('PersistentVolumeClaim', 'data');
  const keep = object('ConfigMap', 'kept', {
    metadata: { name: 'kept', namespace: 'ai', annotations: { 'helm.sh/resource-policy': 'keep' } },
  });
  expect(prune([claim, keep], ['PersistentVolumeClaim ai/data'])).toEqual({
    deleted: [],
    kept: [
      'PersistentVolumeClaim ai/data: its data would be gone',
      'ConfigMap ai/kept: it has the annotation helm.sh/resource-policy: keep',
    ],
  });
});
