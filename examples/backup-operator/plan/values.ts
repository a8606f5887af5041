import {
  entry,
  formed,
  integer,
  list,
  optional,
  required,
  requiredName,
  section,
} from 'ai-gateway-stacks/engine';

const schedule = formed('', 'When it is made, as cron says it.', {
  pattern: /^[0-9*][0-9*,/-]{0,30}( [0-9*][0-9*,/-]{0,30}){4}$/,
  expects: 'five fields of cron such as 0 3 * * *',
  samples: ['0 3 * * *', '30 1 * * 0'],
  yamlSafe: false,
});

export const values = section('The backups of a team.', {
  backups: list(
    [],
    'Backups, in the namespace of the release.',
    entry('A backup.', {
      name: requiredName('Its name.'),
      claim: requiredName('The PersistentVolumeClaim.'),
      schedule: required(schedule),
      keep: optional(integer(7, 'How many are kept.', { minimum: 1, maximum: 1000 })),
    }),
  ),
});
