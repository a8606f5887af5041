import { stacks, type StackName } from '../../lib/stacks/stacks';
import { Everything } from '../support/everything';
import { itRendersAlike } from '../support/generated';
import { REQUIRED_VALUES } from '../support/required-values';

for (const name of Object.keys(stacks) as StackName[]) {
  itRendersAlike(name, stacks[name].template, REQUIRED_VALUES[name] ?? {});
}

// Not deployed by anyone: it uses every kind of value, expression, decision and loop there is.
itRendersAlike('everything', () => new Everything(), {});
