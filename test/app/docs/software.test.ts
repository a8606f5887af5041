import { softwarePage } from '../../../lib/app/docs/software';
import { stacks } from '../../../lib/stacks/stacks';

it.each(Object.entries(stacks))('it has each version and each fact of %s', (name, { software }) => {
  const [, section = ''] = softwarePage().split(`## ${name}\n`);
  const { versions, variables, keys = {}, calls, metrics = {} } = software;
  for (const item of [variables, keys, calls, metrics].flatMap(Object.keys))
    expect(section).toContain(`\`${item}\``);
  for (const version of Object.keys(versions)) expect(section).toContain(version);
});
