import { stacks, type StackName } from '../../lib/stacks/stacks';
import { everythingOn } from '../support/everything-on';
import { REQUIRED_VALUES } from '../support/required-values';
import { itTakesEmptyValues } from './empty-values';

for (const name of Object.keys(stacks) as StackName[])
  itTakesEmptyValues({
    name,
    template: stacks[name].template,
    bases: [REQUIRED_VALUES[name] ?? {}, everythingOn(name)],
  });
