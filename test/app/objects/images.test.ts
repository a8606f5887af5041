import { imageRows } from '../../../lib/app/objects/images';
import { deployment, object } from '../changes/objects';

const DIGEST = `sha256:${'a'.repeat(64)}`;

it.each([
  ['redis:7.4', { repository: 'redis', tag: '7.4', digest: '', named: 'by version' }],
  ['redis', { repository: 'redis', tag: '', named: 'by a moving tag' }],
  ['redis:latest', { tag: 'latest', named: 'by a moving tag' }],
  [`redis:7@${DIGEST}`, { repository: 'redis', tag: '7', digest: DIGEST, named: 'by digest' }],
  ['registry:5000/a/b', { repository: 'registry:5000/a/b', tag: '', named: 'by a moving tag' }],
  ['registry:5000/a/b:v1', { repository: 'registry:5000/a/b', tag: 'v1', named: 'by version' }],
])('tells the parts of %s', (image, parts) => {
  expect(imageRows([deployment('a', {}, { image })])).toMatchObject([parts]);
});

it('has each image once, with all that run it, also in init containers and Jobs', () => {
  const job = { template: { spec: { containers: [{ image: 'tool:1' }] } } };
  const rows = imageRows([
    deployment('a', {}, {}, { initContainers: [{ image: 'tool:1' }] }),
    object('CronJob', 'b', { spec: { jobTemplate: { spec: job } } }),
  ]);
  expect(rows.map(({ repository, usedBy }) => [repository, usedBy])).toEqual([
    ['image', ['Deployment ai/a']],
    ['tool', ['Deployment ai/a', 'CronJob ai/b']],
  ]);
});
