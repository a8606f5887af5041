import { section } from '../../engine/values/collections';
import { optional } from '../../engine/values/declaration';
import { integer } from '../../engine/values/numbers';
import { flag, imageRepository, imageTag } from '../../engine/values/scalars';
import { program, registry } from './program-values';

/** The values of the Job that seeds the platform. */
export const initValues = section(
  'Job that seeds the platform: the administrator, templates and packages. It needs configs.init.',
  {
    enabled: flag(
      false,
      'Run the Job: once, and again when its image, its configuration or the version of the chart has changed.',
    ),
    image: section('Its image.', {
      registry: optional(registry('', 'Registry; absent for global.registry.')),
      repository: imageRepository('mcp-init', 'Image without registry and tag.'),
      tag: optional(imageTag('', 'Image tag; absent or empty for global.version.')),
    }),
    ...program,
    backoffLimit: integer(
      6,
      'How often it is tried again; six times are ten minutes. It waits for the databases before, for as long as they take.',
      { minimum: 0, maximum: 100 },
    ),
    ttlSecondsAfterFinished: optional(
      integer(
        3600,
        'Seconds after which it is deleted when it is finished; absent for never. The next upgrade runs one that is gone again.',
        { minimum: 1, maximum: 999_999 },
      ),
    ),
  },
);
