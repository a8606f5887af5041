import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CONTROLLERS } from '../cluster/machine';

/** What the kubelet and kube-proxy would set of a machine that is theirs. */
const SETTINGS = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
  'net/ipv4/ip_forward',
  'net/ipv4/conf/all/rp_filter',
  'net/ipv4/conf/default/rp_filter',
  'net/netfilter/nf_conntrack_max',
  'net/bridge/bridge-nf-call-iptables',
];

/** All that there is on this machine of a cluster, by the name of its site. What has ended has none. */
export function tracesOf(site: string): readonly string[] {
  return [...processes(site), ...cgroups(site), ...links(site), ...mounts(site), ...folders(site)];
}

/** The settings of the machine, which a cluster leaves as they are. */
export function machineSettings(): Readonly<Record<string, string>> {
  const found = SETTINGS.filter((name) => existsSync(`/proc/sys/${name}`));
  return Object.fromEntries(found.map((name) => [name, readFileSync(`/proc/sys/${name}`, 'utf8').trim()]));
}

/** Processes that were started for it, by their cgroup or by where they work. A network without processes ends by itself. */
function processes(site: string): string[] {
  return numbered('/proc').flatMap((pid) => {
    try {
      const isOf =
        readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(`:/${site}`) ||
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`/${site}-`);
      return isOf ? [`process ${pid}: ${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()}`] : [];
    } catch {
      return []; // It has ended in between.
    }
  });
}

function cgroups(site: string): string[] {
  return CONTROLLERS.map((controller) => `/sys/fs/cgroup/${controller}/${site}`)
    .filter(existsSync)
    .map((folder) => `cgroup ${folder}`);
}

function links(site: string): string[] {
  const names = execFileSync('ip', ['-brief', 'link'], { encoding: 'utf8' }).split('\n');
  return names.filter((line) => new RegExp(`^${site}[@ -]`).test(line)).map((line) => `link ${line.trim()}`);
}

function mounts(site: string): string[] {
  const lines = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  return lines.filter((line) => line.includes(`/${site}-`)).map((line) => `mount ${line}`);
}

function folders(site: string): string[] {
  const found = readdirSync(tmpdir()).filter((name) => name.startsWith(`${site}-`));
  return found.map((name) => `folder ${path.join(tmpdir(), name)}`);
}

function numbered(folder: string): string[] {
  return readdirSync(folder).filter((name) => /^\d+$/.test(name));
}
