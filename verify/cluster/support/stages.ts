import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { sources } from '../../../tools/programs';

const Stage = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    selector: z.looseObject({ matchExpressions: z.array(z.looseObject({})) }),
    delay: z.looseObject({}).optional(),
  }),
});
type Stage = z.infer<typeof Stage>;

/** How long a pod takes to become ready, in milliseconds: long enough that a rollout that does not wait is seen. */
const READY_AFTER = 1_500;

/** An image that no played node can pull, as if its registry had it not. */
export const MISSING_IMAGE = 'registry.example.com/missing:1';

/**
 * What kwok, which plays the nodes, does with nodes and pods: its own stages, with pods that take a while to become ready, and
 * with the pods of `helm test` ending well as those of Jobs do. Whatever its probes say, a pod becomes ready.
 */
export function stagesFile(): string {
  const read = (file: string) => readStage(path.join(sources('kwok'), 'kustomize/stage', file));
  const ready = read('pod/fast/pod-ready.yaml');
  const complete = read('pod/fast/pod-complete.yaml');
  const stages = [
    read('node/fast/node-initialize.yaml'),
    becomesReady(ready),
    cannotPull(ready),
    complete,
    completeTests(complete),
    read('pod/fast/pod-delete.yaml'),
  ];
  return stages.map((stage) => `---\n${stringify(stage)}`).join('');
}

const IMAGES = '.spec.containers.[].image';

function becomesReady({ spec, ...rest }: Stage): Stage {
  const matchExpressions = [
    ...spec.selector.matchExpressions,
    { key: IMAGES, operator: 'NotIn', values: [MISSING_IMAGE] },
  ];
  return {
    ...rest,
    spec: { ...spec, selector: { matchExpressions }, delay: { durationMilliseconds: READY_AFTER } },
  };
}

/** What a kubelet makes of a pod whose image is not there: it says so once in an event, and then only that it tries again. */
function cannotPull({ spec, ...rest }: Stage): Stage {
  const matchExpressions = [
    ...spec.selector.matchExpressions,
    { key: IMAGES, operator: 'In', values: [MISSING_IMAGE] },
    { key: '.status.containerStatuses', operator: 'DoesNotExist' },
  ];
  const why = `rpc error: code = NotFound desc = failed to pull and unpack image: ${MISSING_IMAGE}: not found`;
  const statusTemplate = [
    'phase: Pending',
    'containerStatuses:',
    '{{ range .spec.containers }}',
    '- name: {{ .name | Quote }}',
    '  image: {{ .image | Quote }}',
    '  imageID: ""',
    '  ready: false',
    '  restartCount: 0',
    '  state: { waiting: { reason: ImagePullBackOff, message: {{ printf "Back-off pulling image %q" .image | Quote }} } }',
    '{{ end }}',
  ].join('\n');
  return {
    ...rest,
    metadata: { ...rest.metadata, name: 'pod-cannot-pull' },
    spec: {
      ...spec,
      selector: { matchExpressions },
      next: {
        event: {
          type: 'Warning',
          reason: 'Failed',
          message: `Failed to pull image "${MISSING_IMAGE}": ${why}`,
        },
        statusTemplate,
      },
    },
  };
}

function completeTests(complete: Stage): Stage {
  const expressions = complete.spec.selector.matchExpressions.filter(
    ({ key }) => !String(key).includes('ownerReferences'),
  );
  const hook = { key: '.metadata.annotations["helm.sh/hook"]', operator: 'In', values: ['test'] };
  return {
    ...complete,
    metadata: { name: 'helm-test-complete' },
    spec: { ...complete.spec, selector: { matchExpressions: [...expressions, hook] } },
  };
}

function readStage(file: string): Stage {
  return Stage.parse(parse(readFileSync(file, 'utf8')));
}
