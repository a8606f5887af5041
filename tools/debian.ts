import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache';
import { outputOf } from './run';

const TO_GET_DEBIAN = 'run this on Debian or Ubuntu, or set PROMTOOL to the path of a promtool';

/**
 * promtool, out of Debian's package of Prometheus: the Go module of Prometheus requires modules that its proxy does not serve.
 * The package is unpacked and not installed, so no service is started and nobody has to be root.
 *
 * @throws Error when PROMTOOL names none and the package cannot be had
 */
export function promtool(): string {
  const given = process.env['PROMTOOL'];
  if (given) return given;
  const folder = cached('promtool', [__filename], (target) => {
    process.stderr.write('downloading promtool\n');
    const download = path.join(target, 'download');
    mkdirSync(download);
    const fetch = () => outputOf('apt-get', ['download', 'prometheus'], TO_GET_DEBIAN, { cwd: download });
    try {
      fetch();
    } catch {
      // A machine may never have asked what packages there are; only root may.
      outputOf('apt-get', ['update'], TO_GET_DEBIAN);
      fetch();
    }
    const archive = readdirSync(download).find((file) => file.endsWith('.deb')) ?? '';
    outputOf('dpkg-deb', ['--extract', path.join(download, archive), target], TO_GET_DEBIAN);
  });
  return path.join(folder, 'usr/bin/promtool');
}
