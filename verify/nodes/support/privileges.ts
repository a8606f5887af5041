import { z } from 'zod';
import type { RealCluster } from '../cluster/cluster';
import { nodeOf, withProcess, type RunningPod } from './pods';

const SecurityContext = z.looseObject({
  runAsUser: z.number().optional(),
  runAsNonRoot: z.boolean().optional(),
  readOnlyRootFilesystem: z.boolean().optional(),
  allowPrivilegeEscalation: z.boolean().optional(),
  capabilities: z.looseObject({ drop: z.array(z.string()).default([]) }).optional(),
  seccompProfile: z.looseObject({ type: z.string() }).optional(),
});

const Container = z.looseObject({ name: z.string(), securityContext: SecurityContext.optional() });

/** What the kernel says of a process, and of the file system that it sees. */
interface Process {
  readonly uid: number;
  readonly capabilities: bigint;
  readonly noNewPrivileges: boolean;
  readonly isFiltered: boolean;
  readonly isReadOnly: boolean;
}

/** Where the processes of a pod's containers have more rights than its manifest says. */
export async function excessRights(cluster: RealCluster, pod: RunningPod): Promise<readonly string[]> {
  const ofPod = SecurityContext.parse(pod.spec['securityContext'] ?? {});
  const found: string[] = [];
  for (const { name, securityContext = {} } of z.array(Container).parse(pod.spec['containers'])) {
    const wanted = { ...ofPod, ...securityContext };
    const process = await processOf(cluster, pod, name);
    const where = `${pod.metadata.namespace}/${pod.metadata.name}, ${name}`;
    const check = (isWanted: boolean, isSo: boolean, what: string) => {
      if (isWanted && !isSo) found.push(`${where}: ${what}`);
    };
    check(wanted.runAsUser !== undefined, process.uid === wanted.runAsUser, `runs as ${process.uid}`);
    check(wanted.runAsNonRoot === true, process.uid !== 0, 'runs as root');
    check(wanted.readOnlyRootFilesystem === true, process.isReadOnly, 'can write to its root file system');
    check(wanted.allowPrivilegeEscalation === false, process.noNewPrivileges, 'can gain rights');
    const dropsAll = wanted.capabilities?.drop.includes('ALL') === true;
    check(dropsAll, process.capabilities === 0n, `has capabilities ${process.capabilities.toString(16)}`);
    check(
      wanted.seccompProfile?.type === 'RuntimeDefault',
      process.isFiltered,
      'may call anything of the kernel',
    );
  }
  return found;
}

async function processOf(cluster: RealCluster, pod: RunningPod, container: string): Promise<Process> {
  const status = pod.status.containerStatuses.find(({ name }) => name === container);
  const script = 'cat "/proc/$pid/status"; echo; grep " / " "/proc/$pid/mounts"';
  const text = await nodeOf(cluster, pod).run(withProcess(status, script));
  const field = (name: string) => new RegExp(`^${name}:\\s+(\\S+)`, 'm').exec(text)?.[1] ?? '';
  return {
    uid: Number(field('Uid')),
    capabilities: BigInt(`0x${field('CapEff') || '0'}`),
    noNewPrivileges: field('NoNewPrivs') === '1',
    isFiltered: field('Seccomp') === '2',
    isReadOnly: text.includes(' / overlay ro,'),
  };
}
