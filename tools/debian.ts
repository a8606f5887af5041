import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { cached } from './cache';
import { PACKAGE_SETS, SYSTEM, type PackageSet } from './debian-packages';
import { outputOf } from './run';

/** The version and checksum of each package of {@link PACKAGE_SETS}; `tools/debian-pins.ts` writes it. */
export const PINS = path.join(__dirname, 'debian-pins.json');

const RELEASE_FILE = '/etc/os-release';
const TO_GET_DEBIAN = 'run this on Debian or Ubuntu';
const TO_RAISE_PINS = 'run "npx tsx tools/debian-pins.ts" as root to raise the pins';

const Pins = z.record(z.string(), z.object({ version: z.string(), sha256: z.string() }));
export type Pins = z.infer<typeof Pins>;
type Pin = Pins[string];

/** A package as it was downloaded. */
interface Archive extends Pin {
  readonly name: string;
  readonly file: string;
}

/**
 * promtool, out of Debian's package of Prometheus: the Go module of Prometheus requires modules that its proxy does not serve.
 * Any release of Debian or Ubuntu has one that will do, so it is not pinned.
 *
 * @throws Error when PROMTOOL names none and the package cannot be had
 */
export function promtool(): string {
  const given = process.env['PROMTOOL'];
  if (given) return given;
  const folder = cached('promtool', [__filename], (target) => {
    process.stderr.write('downloading promtool\n');
    unpack(
      ['prometheus'],
      target,
      () => undefined,
      `${TO_GET_DEBIAN}, or set PROMTOOL to the path of a promtool`,
    );
  });
  return path.join(folder, 'usr/bin/promtool');
}

/**
 * The folder with the files of a set of packages, laid out as on a machine that has them, downloaded unless an earlier run did.
 * They are unpacked and not installed: no script of theirs runs, no service is started and nobody has to be root.
 *
 * @throws Error when a package cannot be had or is not the one that is pinned
 */
export function debianRoot(set: PackageSet): string {
  const sources = [__filename, PINS, path.join(__dirname, 'debian-packages.ts')];
  return cached(`debian-${set}`, sources, (target) => {
    process.stderr.write(`downloading Debian's packages for ${set}\n`);
    mustBePinnedSystem();
    const pins = Pins.parse(JSON.parse(readFileSync(PINS, 'utf8')));
    unpack(PACKAGE_SETS[set], target, (archive) => mustBePinned(archive, pins[archive.name]));
    // Debian makes these links when it installs the package.
    if (set === 'node')
      for (const name of ['iptables', 'ip6tables'].flatMap((it) => [it, `${it}-save`, `${it}-restore`]))
        symlinkSync('xtables-nft-multi', path.join(target, 'usr/sbin', name));
  });
}

/**
 * The variables that a process needs to find what is in `debianRoot('node')` as if it were installed: the programs first in the
 * PATH, their libraries, and the modules of iptables. containerd finds runc and its shim by the PATH; the CNI plugins are in
 * `usr/lib/cni` of that folder.
 */
export function nodeEnvironment(): Readonly<Record<'PATH' | 'LD_LIBRARY_PATH' | 'XTABLES_LIBDIR', string>> {
  const root = debianRoot('node');
  const libraries = path.join(root, 'usr/lib/x86_64-linux-gnu');
  return {
    PATH: ['usr/sbin', 'usr/bin']
      .map((folder) => path.join(root, folder))
      .concat(process.env['PATH'] ?? [])
      .join(path.delimiter),
    LD_LIBRARY_PATH: libraries,
    XTABLES_LIBDIR: path.join(libraries, 'xtables'),
  };
}

/** The pins of what the system's package sources have now. */
export function currentPins(): Pins {
  mustBePinnedSystem();
  updateLists(TO_GET_DEBIAN);
  const names = [...new Set(Object.values(PACKAGE_SETS).flat())].sort();
  const folder = mkdtempSync(path.join(tmpdir(), 'debian-pins-'));
  try {
    return Object.fromEntries(
      download(names, folder, TO_GET_DEBIAN).map(({ name, version, sha256 }) => [name, { version, sha256 }]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unpack(
  names: readonly string[],
  target: string,
  check: (archive: Archive) => void,
  toGetIt = TO_GET_DEBIAN,
): void {
  const folder = path.join(target, 'download');
  mkdirSync(folder);
  const archives = download(names, folder, toGetIt);
  for (const archive of archives) check(archive);
  for (const { file } of archives) outputOf('dpkg-deb', ['--extract', file, target], toGetIt);
  rmSync(folder, { recursive: true });
}

/** Downloads the newest version that the system's package sources have; apt verifies by their signature that it is theirs. */
function download(names: readonly string[], folder: string, toGetIt: string): readonly Archive[] {
  const fetch = () => outputOf('apt-get', ['download', ...names], toGetIt, { cwd: folder });
  try {
    fetch();
  } catch {
    // A machine may never have asked what packages there are, or so long ago that they are gone; only root may ask.
    updateLists(toGetIt);
    fetch();
  }
  return readdirSync(folder).map((name) => {
    const file = path.join(folder, name);
    const [packageName = '', version = ''] = outputOf(
      'dpkg-deb',
      ['--show', '--showformat=${Package} ${Version}', file],
      toGetIt,
    ).split(' ');
    return { name: packageName, version, sha256: sha256Of(file), file };
  });
}

function updateLists(toGetIt: string): void {
  outputOf('apt-get', ['update'], toGetIt);
}

function sha256Of(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/**
 * Debian's mirrors keep the newest version only, so a newer one than is pinned is taken, with a warning, where otherwise nobody
 * could run the suite after a security update until the pins are raised. It is Debian's: apt has verified that.
 */
function mustBePinned({ name, version, sha256 }: Archive, pin: Pin | undefined): void {
  if (pin === undefined) throw new Error(`${name} has no pin in ${PINS}; ${TO_RAISE_PINS}.`);
  if (version === pin.version) {
    if (sha256 === pin.sha256) return;
    throw new Error(`${name} ${version} has the SHA-256 ${sha256}; ${PINS} says ${pin.sha256}.`);
  }
  if (!isNewer(version, pin.version))
    throw new Error(
      `${name} is ${version} here, which is older than ${pin.version} in ${PINS}: run "apt-get update".`,
    );
  process.stderr.write(`warning: ${name} is ${version} now, ${pin.version} is pinned; ${TO_RAISE_PINS}\n`);
}

function isNewer(version: string, than: string): boolean {
  try {
    outputOf('dpkg', ['--compare-versions', version, 'gt', than], TO_GET_DEBIAN);
    return true;
  } catch {
    return false;
  }
}

/** Another release or another architecture has other packages. */
function mustBePinnedSystem(): void {
  if (isPinnedSystem()) return;
  throw new Error(
    `The packages that are pinned are those of Debian ${SYSTEM.release} on ${SYSTEM.architecture}.`,
  );
}

/** Whether this is the system whose packages are pinned. */
export function isPinnedSystem(): boolean {
  return (
    process.arch === SYSTEM.architecture &&
    existsSync(RELEASE_FILE) &&
    readFileSync(RELEASE_FILE, 'utf8').split('\n').includes(`VERSION_CODENAME=${SYSTEM.release}`)
  );
}
