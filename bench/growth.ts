/**
 * Run in a process of its own with a number of environments and, if they are clusters, `clusters`: prints as JSON what that many take, as
 * {@link Growth}. They are production under other names.
 */
import { clustersOf } from '../lib/app/environments/clusters';
import type { NamedEnvironment } from '../lib/app/environments/environment';
import { charts } from '../lib/app/output/dist';
import { manifestsOfAll, threadsFor } from '../lib/app/output/threads';
import production from '../environments/prod';

/** What a number of environments take. */
export interface Growth {
  /** Milliseconds for the plain manifests of all of them, and for the charts, which have a values file for each. */
  readonly time: number;
  /** Milliseconds of CPU for both, in all threads: also where others use the machine. */
  readonly cpu: number;
  readonly threads: number;
}

/** Environments of the namespaces and hosts of their own. */
function separate(count: number): readonly NamedEnvironment[] {
  return Array.from({ length: count }, (_, index): NamedEnvironment => {
    const name = `prod-${String(index)}`;
    return { ...structuredClone(production), name, namespace: `ai-gateway-${name}` };
  });
}

/** Clusters of one environment, in each of which two stacks are different: the relay, and what follows it. */
function clusters(count: number): readonly NamedEnvironment[] {
  const different = (index: number) => ({
    stacks: { 'claude-relay': { service: { port: 3000 + index } } },
  });
  const named = Array.from({ length: count }, (_, index) => [`c${String(index)}`, different(index)] as const);
  return clustersOf('prod', { ...production, clusters: Object.fromEntries(named) });
}

async function grow(environments: readonly NamedEnvironment[]): Promise<Growth> {
  const threads = threadsFor(environments.length);
  const [start, before] = [performance.now(), process.cpuUsage()];
  // As main.ts: charts are made while other threads render, and all is kept until all is there.
  const rendering = manifestsOfAll(environments, threads);
  await Promise.all([rendering, Promise.resolve(environments).then(charts)]);
  const time = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { time, cpu: (user + system) / 1000, threads };
}

const [count, kind] = process.argv.slice(2);
grow((kind === 'clusters' ? clusters : separate)(Number(count))).then(
  (growth) => process.stdout.write(JSON.stringify(growth)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
