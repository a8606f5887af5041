import { irreversible } from '../../../../lib/app/changes/effects/irreversible';
import { deployment, sentences, statefulSet } from '../objects';

const database = (image: string) =>
  statefulSet('db', { volumeClaimTemplates: [{ metadata: { name: 'data' } }] }, { image });
const between = (before: string, after: string) =>
  sentences(irreversible, [database(before)], [database(after)]);

it.each([
  ['mysql:8.0.43', 'mysql:8.4.1', 'may change the files of'],
  ['registry:5000/library/mysql:8.4', 'registry:5000/library/mysql:8.0', 'is older than'],
  ['docker.io/redis:7.4@sha256:0', 'docker.io/redis:8.0@sha256:1', 'may change the files of'],
])('says of %s and %s that one %s the other', (before, after, words) => {
  const [sentence = ''] = between(before, after);
  expect(sentence).toContain(`StatefulSet ai/db: ${after} ${words} ${before}`);
  expect(sentence).toContain('Make a backup before you apply.');
});

it.each([
  ['mysql:8.0.43', 'mysql:8.0.44'],
  ['example.com/relay:1.0', 'example.com/relay:2.0'],
  ['example.com/redis-exporter:1.0', 'example.com/redis-exporter:2.0'],
])('says nothing of %s and %s', (before, after) => {
  expect(between(before, after)).toEqual([]);
});

it('says nothing of a database that keeps no data', () => {
  const [before, after] = ['redis:7.4', 'redis:8.0'].map((image) => [deployment('cache', {}, { image })]);
  expect(sentences(irreversible, before ?? [], after ?? [])).toEqual([]);
});
