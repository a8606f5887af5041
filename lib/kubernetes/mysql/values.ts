import { section } from '../../engine/values/collections';
import { hostname, identifier, objectName } from '../../engine/values/names';
import { port } from '../../engine/values/numbers';
import { boolean, secret } from '../../engine/values/scalars';
import { extraRulesOf } from '../network-policy';
import { componentPodValues } from '../pod-values';
import { resourceValues } from '../resources';
import { secretSourceValues } from '../secret-source';
import { claimValues } from '../volume';
import { statefulSetValues } from '../workload-values';

/** The keys of a Secret with the passwords. */
export const MYSQL_KEYS = { rootPassword: 'root-password', password: 'password' } as const;

/** The port that MySQL listens on. */
export const MYSQL_PORT = 3306;
/** The name of the bundled MySQL where the user gives none: its document's. */
export const DEFAULT_NAME = 'mcp-mysql';

/** User ID of `mysql` in the official image (docker-library/mysql, Dockerfile.oracle). */
export const MYSQL_USER = 999;

/** A sample password: everybody knows it, so it is taken only where the network lets nobody else in. */
export const SAMPLE_PASSWORD = 'password';

/** The values of a bundled or external MySQL; those of its image are the stack's. */
export const mysqlValues = {
  enabled: boolean(
    true,
    'Deploy the bundled MySQL; otherwise use an external one at service.name and service.port.',
  ),
  service: section('Address of MySQL.', {
    name: hostname(
      DEFAULT_NAME,
      'Name of the Service and the StatefulSet, or host of an external MySQL; empty for a name derived from the release.',
    ),
    port: port(MYSQL_PORT, 'Port of the Service, or of an external MySQL.'),
  }),
  auth: section('Authentication.', {
    existingSecret: objectName(
      '',
      `Existing Secret with the keys ${MYSQL_KEYS.rootPassword} and ${MYSQL_KEYS.password}; replaces the two passwords below.`,
    ),
    rootPassword: sample('Password of the root user; used only when the bundled database is initialized.'),
    database: identifier('mcp', 'Name of the database.', 64),
    username: identifier('mcp_user', 'Name of the user.', 32),
    password: sample('Password of the user.'),
    ...secretSourceValues(MYSQL_KEYS),
  }),
  persistence: section('Persistent volume of MySQL.', {
    enabled: boolean(true, 'Store the data on a persistent volume.'),
    ...claimValues('10Gi', undefined, true),
  }),
  resources: resourceValues(
    {
      requests: { memory: '512Mi', cpu: '250m' },
      limits: { memory: '1Gi', cpu: '500m' },
    },
    'Resource requests and limits of MySQL.',
  ),
  networkPolicy: extraRulesOf('MySQL'),
  ...componentPodValues(MYSQL_USER),
  ...statefulSetValues,
};

function sample(description: string) {
  return { ...secret(description), default: SAMPLE_PASSWORD };
}
