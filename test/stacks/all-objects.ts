import { discoverEnvironments } from '../../lib/app/environments/discover';
import { stacksOf } from '../../lib/app/environments/stacks';
import { objectsOf } from '../../lib/engine/release/release';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { objectsWithEverything } from '../support/everything-on';

/** The objects of every stack, with all switches on and as each environment has it. */
export const objectsOfAll = (Object.keys(stacks) as StackName[]).flatMap((name) => [
  ...objectsWithEverything(name),
  ...discoverEnvironments()
    .flatMap(stacksOf)
    .filter((stack) => stack.name === name)
    .flatMap(({ release }) => objectsOf(release)),
]);
