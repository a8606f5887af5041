import { z } from 'zod';
import { variableNames } from '../../kubernetes/env';
import type { Ref } from '../../engine/template/expression';
import { entry, mapOf, section, type Section } from '../../engine/values/collections';
import type { Declaration } from '../../engine/values/declaration';
import { requiredName } from '../../engine/values/names';
import { integer, quantity } from '../../engine/values/numbers';
import { flag, imageRepository, text } from '../../engine/values/scalars';

const VARIABLES = variableNames(/^(FILE|PORT|(MYSQL|REDIS)_.*)$/, ['A', 'TIMEZONE', 'X_1']);

/** What a service and the Job that seeds the platform have in common: what a program of the platform needs to run. */
export const program = {
  resources: section('Its resources.', {
    requests: section('What the container is promised.', {
      memory: quantity('256Mi', 'Memory request.'),
      cpu: quantity('100m', 'Processor time request.'),
    }),
    limits: section('What the container may use at the most.', {
      memory: quantity('512Mi', 'Memory limit.'),
      cpu: quantity('500m', 'Processor time limit.'),
    }),
  }),
  uses: section('What of the infrastructure it connects to: it waits for that and is let in.', {
    mysql: flag(true, 'MySQL.'),
    redis: flag(true, 'Redis.'),
  }),
  env: mapOf({}, 'Environment variables.', text('', 'Value of the variable.'), VARIABLES),
  secretEnv: mapOf(
    {},
    'Environment variables from Secrets, for the configuration file too.',
    entry('Where the variable comes from.', {
      secret: requiredName('Name of the Secret.'),
      key: secretKey('Key in the Secret.'),
    }),
    VARIABLES,
  ),
  sharedStorage: flag(false, 'Mount the shared volume, which sharedStorage.enabled makes.'),
  tmp: section('Its directory /tmp, which is empty at each start.', {
    sizeLimit: quantity('1Gi', 'The most that may be in it; a pod that writes more is evicted.'),
  }),
  security: section('As whom the software runs.', {
    runAsUser: integer(1000, 'Number of the user; 0 is root, which a restricted namespace refuses.', {
      minimum: 0,
      maximum: 65_535,
    }),
    readOnlyRootFilesystem: flag(true, 'Let the software write to /tmp and the shared volume only.'),
  }),
};

/** The values of a program, as references. */
export type ProgramValues = Pick<Ref<Section<typeof program>>, keyof typeof program>;

/** The host and path that images come from. */
export function registry(def: string, description: string) {
  return {
    ...imageRepository(def, description),
    expects: 'a registry such as docker.io or registry.example.com/team',
    samples: ['docker.io', 'registry.example.com', 'registry:5000/a/b'],
  };
}

function secretKey(description: string): Declaration<string, 'mandatory', false> {
  return {
    ...requiredName(description),
    schema: z
      .string()
      .regex(/^([-_A-Za-z0-9]|\.[-_A-Za-z0-9])[-._A-Za-z0-9]*$/)
      .max(253),
    expects: 'a key of a Secret: letters, digits, "-", "_" and "."',
    samples: ['api-key', 'API_KEY', 'a.b', '1e6', 'null'],
  };
}
