import { podProblems } from '../../../lib/engine/release/pod-problems';
import type { JsonObject } from '../../../lib/engine/values/declaration';

const deployment = (spec: JsonObject): JsonObject => ({
  kind: 'Deployment',
  metadata: { name: 'app', namespace: 'ai' },
  spec: { template: { spec } },
});

it.each<[string, JsonObject, string]>([
  ['containers', { containers: [{ name: 'a' }, { name: 'a' }] }, 'has a container a twice'],
  [
    'an init container and a container',
    { initContainers: [{ name: 'a' }], containers: [{ name: 'a' }] },
    'has a container a twice',
  ],
  ['volumes', { volumes: [{ name: 'v' }, { name: 'w' }, { name: 'v' }] }, 'has a volume v twice'],
  [
    'variables',
    { containers: [{ name: 'a', env: [{ name: 'X' }, { name: 'X' }] }] },
    'has a variable X twice',
  ],
  [
    'mounts',
    {
      containers: [
        {
          name: 'a',
          volumeMounts: [
            { name: 'v', mountPath: '/t' },
            { name: 'v', mountPath: '/t' },
          ],
        },
      ],
      volumes: [{ name: 'v' }],
    },
    'has a mount under /t twice',
  ],
])('%s of one name are found, with the object that has them', (_, spec, sentence) => {
  expect(podProblems([deployment(spec)])).toEqual([
    `Deployment ai/app ${sentence}; give one of the two another name.`,
  ]);
});

it('the same names in two containers or two objects are none', () => {
  const spec = {
    containers: [
      { name: 'a', env: [{ name: 'X' }] },
      { name: 'b', env: [{ name: 'X' }] },
    ],
  };
  expect(podProblems([deployment(spec), deployment(spec), { kind: 'Pod', spec }])).toEqual([]);
});

it('a mount of a volume that is not there is found, but of one of a claim is none', () => {
  const spec = { containers: [{ name: 'a', volumeMounts: [{ name: 'v', mountPath: '/v' }] }] };
  expect(podProblems([deployment(spec)])).toEqual([
    'Deployment ai/app mounts the volume v, which it does not have; add it to the volumes.',
  ]);
  const claimed = { spec: { template: { spec }, volumeClaimTemplates: [{ metadata: { name: 'v' } }] } };
  expect(podProblems([claimed])).toEqual([]);
});
