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
    { ...ready, spec: { ...ready.spec, delay: { durationMilliseconds: READY_AFTER } } },
    complete,
    completeTests(complete),
    read('pod/fast/pod-delete.yaml'),
  ];
  return stages.map((stage) => `---\n${stringify(stage)}`).join('');
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
