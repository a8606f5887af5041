import { compare } from '../../../lib/app/changes/comparison';
import { Deployment } from '../../../lib/app/cli/deployment';
import { stoppedByObstacles } from '../../../lib/app/cli/obstacles';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { object } from '../changes/objects';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();

function stopped(now: readonly JsonObject[], then: readonly JsonObject[], anyway = false) {
  cluster.play('');
  const said: string[] = [];
  const deployment = new Deployment({ name: 'dev', namespace: 'ai', stacks: {} }, {}, (line) => said.push(line));
  const side = (objects: readonly JsonObject[]) => ({ name: 'x', objects, notes: [] });
  const outcome = stoppedByObstacles(deployment, compare('dev', side(now), side(then)), anyway);
  return { outcome, said };
} // prettier-ignore

const claim = (size: string) =>
  object('PersistentVolumeClaim', 'data', { spec: { resources: { requests: { storage: size } } } });

it('stops at a loss, unless it is accepted', () => {
  const { outcome, said } = stopped([], [claim('1Gi')]);
  expect(outcome).toMatchObject({ exitCode: 1, facts: { outcome: 'cannot-go-back' } });
  expect(said[0]).toBe('Cannot go back without loss:');
  expect(said.at(-1)).toBe('Nothing was changed. Add --anyway to go back all the same.');
  expect(stopped([], [claim('1Gi')], true).outcome).toBeUndefined();
});

it('stops at what is not possible, whatever is accepted', () => {
  const { outcome, said } = stopped([claim('2Gi')], [claim('1Gi')], true);
  expect(outcome?.exitCode).toBe(1);
  expect([said[0], said.at(-1)]).toEqual([
    'Cannot go back:',
    'Nothing was changed. Do first what is said above.',
  ]);
});

it('has nothing to say where all can go back', () => {
  expect(stopped([claim('1Gi')], [claim('1Gi')])).toEqual({ outcome: undefined, said: [] });
});
