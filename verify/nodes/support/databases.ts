import { kubernetes } from '../../../tools/kubernetes';
import { succeeded } from '../../../test/support/execute';
import type { RealCluster } from '../cluster/cluster';

/** A database in a cluster, which is written and read by its own client in its own pod, with the password that the pod has. */
export interface Database {
  readonly namespace: string;
  readonly pod: string;
  /** Writes entries; those that are there get another value. */
  write(cluster: RealCluster, entries: ReadonlyMap<string, string>): Promise<void>;
  /** All entries. */
  read(cluster: RealCluster): Promise<ReadonlyMap<string, string>>;
}

/** The hash, or the table, that entries are in. */
const PLACE = 'nodes_test';

/** A Redis of a chart. */
export function redisIn(namespace: string, pod: string): Database {
  const cli = (cluster: RealCluster, lines: readonly string[]) =>
    inPod(cluster, { namespace, pod }, 'redis', ['redis-cli', '--raw'], lines);
  return {
    namespace,
    pod,
    async write(cluster, entries) {
      const output = await cli(
        cluster,
        [...entries].map(([key, value]) => `HSET ${PLACE} ${key} ${value}`),
      );
      // redis-cli ends with 0 also when the server has refused.
      const refused = output.find((line) => !/^[01]$/.test(line));
      if (refused !== undefined) throw new Error(`${namespace}/${pod} refused to write: ${refused}`);
    },
    async read(cluster) {
      const lines = await cli(cluster, [`HGETALL ${PLACE}`]);
      if (lines.length % 2 !== 0) throw new Error(`${namespace}/${pod} refused to read: ${lines.join(' ')}`);
      return new Map(
        lines.flatMap((key, index) => (index % 2 === 0 ? [[key, lines[index + 1] ?? ''] as const] : [])),
      );
    },
  };
}

/** A MySQL of a chart. */
export function mysqlIn(namespace: string, pod: string): Database {
  const sql = (cluster: RealCluster, lines: readonly string[]) =>
    inPod(cluster, { namespace, pod }, 'mysql', ['sh', '-c', AS_USER], lines);
  const table = `CREATE TABLE IF NOT EXISTS ${PLACE} (name VARCHAR(64) PRIMARY KEY, value VARCHAR(64));`;
  return {
    namespace,
    pod,
    async write(cluster, entries) {
      const rows = [...entries].map(([key, value]) => `('${key}', '${value}')`);
      await sql(cluster, [table, `REPLACE INTO ${PLACE} VALUES ${rows.join(', ')};`]);
    },
    async read(cluster) {
      const lines = await sql(cluster, [table, `SELECT name, value FROM ${PLACE};`]);
      return new Map(lines.map((line) => line.split('\t') as [string, string]));
    },
  };
}

const AS_USER =
  'MYSQL_PWD="$MYSQL_PASSWORD" exec mysql -h 127.0.0.1 -u "$MYSQL_USER" --batch --skip-column-names "$MYSQL_DATABASE"';

/** Runs a client in a pod, and gives the lines that it prints. */
export async function inPod(
  cluster: RealCluster,
  { namespace, pod }: Pick<Database, 'namespace' | 'pod'>,
  container: string,
  command: readonly string[],
  input: readonly string[],
): Promise<readonly string[]> {
  const args = ['exec', '--stdin', '--namespace', namespace, pod, '--container', container, '--', ...command];
  const kubectl = kubernetes(cluster.plane.version, 'kubectl');
  const ended = await cluster.execute(kubectl, args, input.map((line) => `${line}\n`).join(''));
  return succeeded('kubectl', args, ended)
    .split('\n')
    .filter((line) => line !== '');
}
