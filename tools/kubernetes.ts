import path from 'node:path';
import { goPrograms, versionOf, type GoModule } from './go';

/** The versions that there are control planes of, oldest first. */
export const ALL_CLUSTER_VERSIONS = ['1.33', '1.36'] as const;

/** A version of Kubernetes that there is a control plane of. */
export type ClusterVersion = (typeof ALL_CLUSTER_VERSIONS)[number];

/** The versions to test with, oldest first: all, or the one that the variable CLUSTER names, for work on the tests. */
export const CLUSTER_VERSIONS: readonly ClusterVersion[] = chosenVersions(process.env['CLUSTER']);

/** The version where one is enough, as on real nodes: the newest, or the one that CLUSTER names. */
export const CLUSTER_VERSION: ClusterVersion = CLUSTER_VERSIONS.at(-1) ?? '1.36';

function chosenVersions(only: string | undefined): readonly ClusterVersion[] {
  if (!only) return ALL_CLUSTER_VERSIONS;
  const chosen = ALL_CLUSTER_VERSIONS.filter((version) => version === only);
  if (chosen.length === 0)
    throw new Error(
      `CLUSTER is ${JSON.stringify(only)}; there is a control plane of ${ALL_CLUSTER_VERSIONS.join(' and ')}.`,
    );
  return chosen;
}

const CONTROL_PLANE = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'] as const;
const NODE = ['kubelet', 'kube-proxy'] as const;
export type KubernetesProgram = (typeof CONTROL_PLANE | typeof NODE)[number];

/** What is built together with a program: a cluster of simulated nodes does without what runs on real ones. */
function builtWith(command: KubernetesProgram): readonly KubernetesProgram[] {
  return NODE.some((one) => one === command) ? NODE : CONTROL_PLANE;
}

function moduleOf(minor: ClusterVersion, commands: readonly KubernetesProgram[]): GoModule {
  const folder = `kubernetes-${minor}`;
  return {
    name: commands === NODE ? `kubernetes-node-${minor}` : folder,
    folder,
    packages: commands.map((command) => `k8s.io/kubernetes/cmd/${command}`),
    versionOf: 'k8s.io/kubernetes',
    // Without these a server says that it is v0.0.0, and no chart can be installed there.
    linkerFlags: (version) => {
      const [major = '', rest = ''] = minor.split('.');
      const target = 'k8s.io/component-base/version';
      return [
        `-X ${target}.gitVersion=${version}`,
        `-X ${target}.gitMajor=${major}`,
        `-X ${target}.gitMinor=${rest}`,
      ];
    },
    minutes: '5 to 10 minutes',
  };
}

/** A program of Kubernetes, such as its API server. */
export function kubernetes(minor: ClusterVersion, command: KubernetesProgram): string {
  return path.join(goPrograms(moduleOf(minor, builtWith(command))), command);
}

/** The whole version that stands for a minor, such as `v1.36.3`. */
export function patchVersion(minor: ClusterVersion): string {
  return versionOf(moduleOf(minor, CONTROL_PLANE));
}
