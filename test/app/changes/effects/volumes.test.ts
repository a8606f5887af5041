import { touchedVolumes } from '../../../../lib/app/changes/effects/volumes';
import { deployment, object, sentences, statefulSet } from '../objects';

const spec = (storage: string, storageClassName?: string) => ({
  resources: { requests: { storage } },
  ...(storageClassName === undefined ? {} : { storageClassName }),
});
const claim = (...args: Parameters<typeof spec>) =>
  object('PersistentVolumeClaim', 'data', { spec: spec(...args) });
const NAME = 'PersistentVolumeClaim ai/data';

it('says what is claimed, given up and changed', () => {
  expect(sentences(touchedVolumes, [], [claim('1Gi')])).toEqual([`${NAME}: ${NAME} of 1Gi is claimed.`]);
  expect(sentences(touchedVolumes, [claim('1Gi')], [])).toEqual([`${NAME}: ${NAME} of 1Gi is no longer claimed.`]);
  expect(sentences(touchedVolumes, [claim('1Gi')], [claim('2Gi', 'fast')])).toEqual([
    `${NAME}: ${NAME}: its size is 2Gi instead of 1Gi, its storage class is fast instead of the default.`,
  ]);
  expect(sentences(touchedVolumes, [claim('1Gi')], [claim('1Gi')])).toEqual([]);
}); // prettier-ignore

it('knows the claims of a StatefulSet for each pod', () => {
  const database = (size: string) =>
    statefulSet('db', { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: spec(size) }] });
  expect(sentences(touchedVolumes, [database('1Gi')], [database('2Gi')])).toEqual([
    'StatefulSet ai/db: volume db/data of each pod: its size is 2Gi instead of 1Gi.',
  ]);
  expect(sentences(touchedVolumes, [database('1Gi')], [])[0]).toMatch(
    / is no longer claimed; the claims that it has made stay /,
  );
});

it('says when pods use another claim', () => {
  const using = (claimName: string) =>
    deployment('a', {}, {}, { volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }] });
  expect(sentences(touchedVolumes, [using('one')], [using('two')])).toEqual([
    'Deployment ai/a: Its pods use the claim two, which they did not before.',
    'Deployment ai/a: Its pods no longer use the claim one.',
  ]);
});
