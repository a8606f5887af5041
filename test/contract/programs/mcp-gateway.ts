import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parse } from 'yaml';
import { DatabaseClient } from './database-client';
import { answer, pathOf } from './requests';
import { fail, messageOf, place } from './stand-in';

/*
 * The gateway of Kymo-MCP/mcpcan v1.0.0, as it was seen with the rendered manifests in front of MariaDB 10.11; the source
 * of 1.10.1 is not public.
 *
 * - It reads /app/config/gateway.yaml, and no variable.
 * - The port is `server.httpPort`; without it, it listens on a random one.
 * - It ends at once if the database is not there.
 * - Each start makes the tables that are missing, and drops and makes again three unique indexes: what starts at the same time fails
 *   with 1050, 1061 or 1091, on a complete database too.
 * - /health is a constant.
 */

interface Configuration {
  readonly server?: { readonly httpPort?: number };
  readonly database?: {
    readonly mysql?: { host?: string; port?: number; username?: string; password?: string };
  };
}

const TABLES = {
  mcp_instance: 'mcp_instance.idx_mcp_instance_name',
  mcp_template: 'mcp_template.idx_mcp_template_name',
  mcp_code_package: 'mcp_code_package.idx_code_package_package_id',
};

void start();

async function start(): Promise<void> {
  const file = place('/app/config/gateway.yaml');
  if (!existsSync(file)) fail(1, 'panic: failed to read the configuration file gateway.yaml');
  const { server, database } = parse(readFileSync(file, 'utf8')) as Configuration;
  const { host, port, username, password } = database?.mysql ?? {};
  if (host === undefined || port === undefined) fail(1, 'panic: the host of the database is not set');
  try {
    const client = await DatabaseClient.connect(host, port, String(username), String(password));
    await migrate(client);
  } catch (error) {
    fail(2, `panic: ${messageOf(error)}`);
  }
  createServer((request, response) =>
    answer(response, pathOf(request) === '/health' ? 200 : 404, { status: 'ok' }),
  ).listen(server?.httpPort ?? 0);
}

async function migrate(client: DatabaseClient): Promise<void> {
  for (const [table, index] of Object.entries(TABLES)) {
    if ((await client.ask(`HAS ${table}`)) === 'NO') await client.ask(`CREATE ${table}`);
    if ((await client.ask(`HAS ${index}`)) === 'YES') await client.ask(`DROP ${index}`);
    await client.ask(`CREATE ${index}`);
  }
}

process.on('SIGTERM', () => process.exit(0));
