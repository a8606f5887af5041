import { readdirSync } from 'node:fs';
import path from 'node:path';
import { cached } from '../../../tools/cache';
import { TO_GET_GO } from '../../../tools/go';
import { run } from '../../../tools/run';

const MODULE = path.join(__dirname, '../programs');

/** The programs of `verify/nodes/programs`, by their folders in `cmd`. */
export type StandIn =
  | 'claude-middleware'
  | 'ghostunnel'
  | 'helm-proxy'
  | 'http-service'
  | 'java'
  | 'mcp'
  | 'mysqld_exporter'
  | 'pause'
  | 'relay'
  | 'tools';

let built: string | undefined;

/** The path of a program, linked with nothing. All of them are built unless an earlier run did. */
export function standIn(name: StandIn): string {
  built ??= build();
  return path.join(built, name);
}

function build(): string {
  const sources = readdirSync(MODULE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.go$|^go\.mod$/.test(file))
    .sort()
    .map((file) => path.join(MODULE, file));
  return cached('nodes-programs', sources, (target) => {
    process.stderr.write('building the stand-ins of the nodes (ten seconds the first time)\n');
    // The same sources give the same bytes, in whatever folder they are.
    const options = ['-p', '2', '-trimpath', '-buildvcs=false', '-ldflags', '-s -w -buildid='];
    run('go', ['build', ...options, '-o', `${target}${path.sep}`, './cmd/...'], TO_GET_GO, {
      cwd: MODULE,
      env: { GOFLAGS: '', CGO_ENABLED: '0', GOWORK: 'off' },
    });
  });
}
