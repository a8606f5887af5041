import type { Ref } from '../../engine/template/expression';
import { entry, mapOf, section, type Section } from '../../engine/values/collections';
import { optional, required } from '../../engine/values/declaration';
import { objectName, requiredName, secretKey } from '../../engine/values/names';
import { integer, quantity } from '../../engine/values/numbers';
import { boolean, imageRegistry, imageRepository, imageTag, string } from '../../engine/values/scalars';
import { variableNames } from '../../kubernetes/env';
import { digestValue, pullPolicyValue } from '../../kubernetes/image';
import {
  containerSecurity,
  ownPlacementValues,
  podExtraValues,
  podSecurity,
} from '../../kubernetes/pod-values';
import { resourceValues } from '../../kubernetes/resources';

const VARIABLES = variableNames(/^(FILE|PORT|(MYSQL|REDIS)_.*)$/, ['A', 'TIMEZONE', 'X_1']);

/** Resources of a program for which the user says nothing. */
export const PROGRAM_RESOURCES = {
  requests: { memory: '256Mi', cpu: '100m' },
  limits: { memory: '512Mi', cpu: '500m' },
};

/** Common values of the programs of the platform: the services, and the Job that seeds the platform. */
export const program = {
  uses: section('Databases in use: pods wait for them and are allowed to connect.', {
    mysql: boolean(true, 'Use MySQL.'),
    redis: boolean(true, 'Use Redis.'),
  }),
  env: mapOf({}, 'Environment variables.', string('', 'Value of the variable.'), VARIABLES),
  secretEnv: mapOf(
    {},
    'Environment variables from Secrets, also available to the configuration file.',
    entry('Source of the variable.', {
      secret: requiredName('Name of the Secret.'),
      key: required(secretKey('', 'Key in the Secret.')),
    }),
    VARIABLES,
  ),
  startInTurn: boolean(
    false,
    'Start one pod of the platform at a time, while it uses MySQL and Redis: for programs that create their tables when they start, in images with sh, nc and, for services, wget and HTTP probes.',
  ),
  sharedStorage: boolean(false, 'Mount the shared volume; requires sharedStorage.enabled.'),
  tmp: section('Volume mounted at /tmp, empty at each start.', {
    sizeLimit: quantity('1Gi', 'Maximum size; a pod that exceeds it is evicted.'),
  }),
  podSecurityContext: podSecurity(
    {},
    ', in place of all that security says of it: without runAsUser, the cluster chooses the user. A field that is null is left to the cluster.',
  ),
  containerSecurityContext: containerSecurity(
    {},
    ', in place of all that security says of it. A field that is null is left to the cluster.',
  ),
  security: section('Security context, where podSecurityContext and containerSecurityContext are empty.', {
    runAsUser: integer(1000, 'User ID of the process; 0 is root, rejected by a restricted namespace.', {
      minimum: 0,
      maximum: 65_535,
    }),
    readOnlyRootFilesystem: boolean(
      true,
      'Mount the root file system read-only; only /tmp and the shared volume are writable.',
    ),
  }),
};

/** The values of a program, as references. */
export type ProgramValues = Pick<Ref<Section<typeof program>>, keyof typeof program>;

/** Values of the Job that seeds the platform. */
export const initValues = section(
  'Job that seeds the platform: the administrator, templates and packages. Requires configs.init.',
  {
    enabled: boolean(
      false,
      'Run the Job: once, and again after a change of its image, its configuration or the chart version.',
    ),
    image: section('Image.', {
      registry: optional(imageRegistry('', 'Image registry; absent for global.registry.')),
      repository: imageRepository('mcp-init', 'Image repository, without registry and tag.'),
      tag: optional(imageTag('', 'Image tag; absent or empty for global.version.')),
      digest: digestValue,
      pullPolicy: pullPolicyValue,
    }),
    resources: resourceValues(PROGRAM_RESOURCES, 'Resource requests and limits.'),
    ...program,
    ...ownPlacementValues,
    ...podExtraValues,
    kubeconfig: objectName(
      '',
      'ConfigMap with a kubeconfig.yaml, mounted at /etc/kube: that of the service that starts MCP servers, such as mcp-market-kubeconfig. Version 1.0 needs it.',
    ),
    backoffLimit: integer(
      6,
      'Maximum number of retries; six retries take ten minutes. The wait for the databases before the first attempt is unlimited.',
      { minimum: 0, maximum: 100 },
    ),
    ttlSecondsAfterFinished: optional(
      integer(
        3600,
        'Retention of the finished Job, in seconds; absent to keep it. The next upgrade runs a deleted Job again.',
        { minimum: 1, maximum: 999_999 },
      ),
    ),
  },
);
