import path from 'node:path';
import { goPrograms, versionOf, type GoModule } from './go';

const VERSIONS = ['1.33', '1.36'] as const;

/** A version of Kubernetes that there is a control plane of. */
export type ClusterVersion = (typeof VERSIONS)[number];

/** The versions to test with, oldest first: all, or the one that the variable CLUSTER names, for work on the tests. */
export const CLUSTER_VERSIONS: readonly ClusterVersion[] = chosenVersions(process.env['CLUSTER']);

function chosenVersions(only: string | undefined): readonly ClusterVersion[] {
  if (!only) return VERSIONS;
  const chosen = VERSIONS.filter((version) => version === only);
  if (chosen.length === 0)
    throw new Error(
      `CLUSTER is ${JSON.stringify(only)}; there is a control plane of ${VERSIONS.join(' and ')}.`,
    );
  return chosen;
}

const COMMANDS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'] as const;
export type KubernetesProgram = (typeof COMMANDS)[number];

function moduleOf(minor: ClusterVersion): GoModule {
  return {
    name: `kubernetes-${minor}`,
    packages: COMMANDS.map((command) => `k8s.io/kubernetes/cmd/${command}`),
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
  return path.join(goPrograms(moduleOf(minor)), command);
}

/** The whole version that stands for a minor, such as `v1.36.3`. */
export function patchVersion(minor: ClusterVersion): string {
  return versionOf(moduleOf(minor));
}
