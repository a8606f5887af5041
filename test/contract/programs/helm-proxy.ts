import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parse } from 'yaml';
import { answer, bodyOf, pathOf } from './requests';
import { after, fail, messageOf, place, there, variable, version } from './stand-in';

/*
 * The Helm proxy, as it was seen: mensylisir/helm-proxy v1.0.0 at 4a56af4, and 694e707, in front of a real API server.
 *
 * - config.go, main.go: port and log level are arguments, repositories and credentials variables, the driver is in the file.
 * - An installation goes on after its answer, and ends with the process: its release then stays `pending-install` for ever. SIGTERM to
 *   v1.0.0 in the middle of one: gone in 0.02 s.
 * - v1.0.0: the action `upgrade` answers 200 and changes nothing; DELETE under /v3 is 404; a second POST of an application upgrades.
 * - 694e707: it panics at its start unless it may read a Secret, or ENVIRONMENT is `development`; upgrade and deletion do what they say.
 * - Helm keeps the charts that it downloads below HOME.
 * - middleware/cors.go: an empty list of origins is every origin.
 */

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string } }];
}

const argument = (flag: string) =>
  process.argv.includes(flag) ? process.argv[process.argv.indexOf(flag) + 1] : undefined;
const isFirst = version === 'v1.0.0';
const file = argument('-config') ?? fail(1, 'these tests know no other place of the configuration file');
const repositories = (variable('HELM_REPOS') ?? '')
  .split(',')
  .filter((entry) => entry.split('=').length === 2);
const credentials = [variable('HELM_USERNAME'), variable('HELM_PASSWORD')];
const origins = (variable('ALLOWED_ORIGINS') ?? '').split(',').filter((origin) => origin !== '');
const home = variable('HOME') ?? place('/root');
const kubeconfig = variable('KUBECONFIG') ?? `${home}/.kube/config`;
const releases = new Map<string, { status: string; revision: number }>();

if (!existsSync(file)) fail(1, `Failed to load config: open ${file}: no such file or directory`);
const { helm = {} } = parse(readFileSync(file, 'utf8')) as { helm?: { driver?: string } };
if (!isFirst && variable('ENVIRONMENT') !== 'development' && variable('HELM_PROXY_NAMESPACE') === undefined)
  fail(2, 'panic: secrets "helm-proxy-credentials" is forbidden in the namespace "helm-proxy-system"');

createServer((request, response) => void serve(request, response)).listen(Number(argument('-port') ?? 8443));

async function serve(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const path = pathOf(request);
  const origin = request.headers.origin ?? '';
  if (origins.length === 0 || origins.includes(origin))
    response.setHeader('access-control-allow-origin', origin || '*');
  if (path === '/health') return answer(response, 200, { status: 'OK' });
  if (path === '/v1/repos')
    return answer(response, 200, { repositories, authenticated: credentials.every(Boolean) });
  if (path === '/v1/config') return answer(response, 200, helm);
  const name = /^\/v3\/projects\/[^/]+\/app(?:\/([^/?]+))?$/.exec(path);
  if (name === null) return answer(response, 404, {});
  if (request.method === 'POST' && name[1] === undefined) return deploy(response, await bodyOf(request));
  const release = releases.get(name[1] ?? '');
  if (release === undefined) return answer(response, 404, {});
  if (request.method === 'GET') return answer(response, 200, release);
  if (request.method === 'DELETE' && isFirst) return answer(response, 404, '404 page not found');
  if (request.method === 'DELETE') releases.delete(name[1] ?? '');
  else if (!isFirst) release.revision += 1;
  return answer(response, 200, { status: 'initiated' });
}

/** Installs a chart, which takes as many seconds as the call says, in the place of one whose pods take that to be ready. */
function deploy(response: ServerResponse, body: Buffer): unknown {
  if (!existsSync(kubeconfig))
    return answer(response, 500, { message: `stat ${kubeconfig}: no such file or directory` });
  const { name = '', seconds = 0 } = JSON.parse(body.toString()) as { name?: string; seconds?: number };
  try {
    mkdirSync(`${home}/.cache/helm`, { recursive: true });
    writeFileSync(`${home}/.cache/helm/${name}.tgz`, '');
  } catch (error) {
    return answer(response, 500, { message: messageOf(error) });
  }
  const release = { status: 'pending-install', revision: (releases.get(name)?.revision ?? 0) + 1 };
  releases.set(name, release);
  const end = () => {
    release.status = 'deployed';
    process.stdout.write(`${name} is deployed\n`);
  };
  if (seconds === 0) end();
  else {
    // Helm watches the pods of the release until they are ready.
    const { clusters } = parse(readFileSync(kubeconfig, 'utf8')) as Kubeconfig;
    const watch = connect(Number(there('443')), new URL(clusters[0].cluster.server).hostname);
    watch.on('error', () => undefined);
    after(seconds, () => {
      watch.destroy();
      end();
    });
  }
  return answer(response, 200, release);
}

process.on('SIGTERM', () => process.exit(0));
