import {
  entry,
  formed,
  httpUrl,
  integer,
  mapOf,
  optional,
  required,
  section,
  string,
} from 'ai-gateway-stacks/engine';

const schedule = formed('*/15 * * * *', 'When it is checked, as cron says it.', {
  pattern: /^(@(hourly|daily|weekly|monthly)|[0-9*]([0-9*,\/-]{0,30})( [0-9*][0-9*,\/-]{0,30}){4})$/,
  expects: 'five fields of cron such as */15 * * * *, or @hourly',
  samples: ['*/15 * * * *', '0 6 * * 1', '@daily'],
  yamlSafe: false,
});

export const values = section('Checks of pages: a CronJob for each.', {
  image: string('docker.io/curlimages/curl:8.16.0', 'Image, with curl.'),
  timeZone: string('Etc/UTC', 'Time zone of the schedules, as the IANA names it.'),
  history: section('Jobs that are kept.', {
    successful: integer(1, 'How many that have succeeded.', { minimum: 0, maximum: 100 }),
    failed: integer(3, 'How many that have failed.', { minimum: 0, maximum: 100 }),
  }),
  pages: mapOf(
    {},
    'The pages, by a name of up to 20 letters and digits.',
    entry('A page.', {
      url: required(httpUrl('', 'Its address.')),
      schedule: optional(schedule),
      timeoutSeconds: optional(integer(30, 'Seconds until it has failed.', { minimum: 1, maximum: 3600 })),
    }),
    {
      key: /^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/,
      expects: 'names of at most 20 lowercase letters, digits and "-", such as docs',
      samples: ['docs', 'home-page'],
    },
  ),
});
