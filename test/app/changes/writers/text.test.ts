import { text } from '../../../../lib/app/changes/writers/text';
import { COMPARISON, SAME } from './setup';

it('says what changes do, then what they are, then what is to be pruned', () => {
  expect(text([COMPARISON, SAME])).toBe(`dev: HEAD -> working tree: objects: 2 changed, 1 added, 1 removed
  A note.

  replaces pods
    Deployment ai/relay: 1 pod, one at a time (maxSurge 1, maxUnavailable 0), none unavailable meanwhile, in at most 30 s: 1 × (no probe, ready at once), then terminationGracePeriodSeconds 30 s; image pulls and init containers not counted.

~ Deployment ai/relay  (replaces pods)
    - spec.template.spec.containers[main].image: "a:1"
    + spec.template.spec.containers[main].image: "a:2"

~ ConfigMap ai/files
      data["a|b.txt"]:
    -   two
    +   \`\`\`

+ Service ai/new

- Service ai/old

Objects that are removed stay in a cluster until somebody deletes them: kubectl apply does not.
  kubectl delete -n ai service old

prod: a -> b: no difference
`);
});

it('has no colours', () => {
  expect(text([COMPARISON])).not.toContain('\u001b');
});
