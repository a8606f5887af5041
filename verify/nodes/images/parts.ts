import { readFileSync } from 'node:fs';
import path from 'node:path';
import { debianRoot } from '../../../tools/debian';
import { outputOf } from '../../../tools/run';
import { folder, link, text, file, type Entry, type Files, type Image } from './image';
import { debianFolder, debianPrograms } from './packages';
import { standIn } from './programs';

/** The authority of what tests run outside the cluster. */
const OWN_AUTHORITY = path.join(__dirname, 'authority/ca.crt');

/** The public certificate authorities and that of the tests, where programs of Go, OpenSSL and Debian look for them. */
export function certificates(): Files {
  const root = debianRoot('shell');
  const all = debianFolder('shell', 'usr/share/ca-certificates/mozilla');
  const files = [...all.map((name) => path.join(root, name)), OWN_AUTHORITY];
  const bundle = files.map((file) => readFileSync(file, 'utf8').trimEnd()).join('\n');
  return { 'etc/ssl/certs/ca-certificates.crt': text(`${bundle}\n`) };
}

/** Users beside root, such as `redis:999:1000`. */
export function users(...entries: readonly string[]): Files {
  const all = ['root:0:0', ...entries, 'nobody:65534:65534'].map((entry) => entry.split(':'));
  const passwd = all.map(
    ([name, uid, gid]) => `${name}:x:${uid}:${gid}::${uid === '0' ? '/root' : '/'}:/bin/sh`,
  );
  const group = all.map(([name, , gid]) => `${name}:x:${gid}:`);
  return { 'etc/passwd': text(`${passwd.join('\n')}\n`), 'etc/group': text(`${group.join('\n')}\n`) };
}

const BUSYBOX = 'bin/busybox';

let shell: Files | undefined;

/**
 * What Alpine has and manifests call: BusyBox with its shell and all its programs, but for `nc`, which Debian builds without -z, and `wget`,
 * without -T. Debian's BusyBox that is linked with nothing cannot resolve names, so this is the other one. `dial`, which tests run in
 * pods, is here too.
 */
export function alpine(): Files {
  shell ??= {
    ...certificates(),
    ...users(),
    ...debianPrograms('shell', BUSYBOX),
    ...applets(),
    'usr/bin/tools': file(standIn('tools')),
    'usr/bin/nc': link('tools'),
    'usr/bin/wget': link('tools'),
    'usr/bin/dial': link('tools'),
    'etc/nsswitch.conf': text('hosts: files dns\n'),
    // As in Alpine, where programs that lie here are root's alone.
    root: folder(undefined, 0o700),
    tmp: folder(undefined, 0o1777),
    'var/tmp': folder(undefined, 0o1777),
  };
  return shell;
}

/** A link for each program that BusyBox is, where no other is the program. */
function applets(): Files {
  const busybox = path.join(debianRoot('shell'), BUSYBOX);
  const names = outputOf(busybox, ['--list'], 'run this on Debian').split('\n');
  return Object.fromEntries(
    names
      .filter((name) => !['', 'busybox', 'nc', 'wget'].includes(name))
      .map((name): [string, Entry] => [`bin/${name}`, link('/bin/busybox')]),
  );
}

/** Debian's curl, and the libraries that it is linked with. */
export function curl(): Files {
  return debianPrograms('shell', 'usr/bin/curl');
}

/** An image of one program that is linked with nothing, with the public certificate authorities: `/NAME`, with arguments if there are. */
export function imageOfProgram(program: string, args: readonly string[] = []): Image {
  const name = path.basename(program);
  return {
    layers: [{ ...certificates(), ...users(), tmp: folder(undefined, 0o1777) }, { [name]: file(program) }],
    entrypoint: [`/${name}`, ...args],
  };
}
