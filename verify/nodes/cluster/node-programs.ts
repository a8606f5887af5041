import path from 'node:path';
import { debianRoot, nodeEnvironment } from '../../../tools/debian';
import { kubernetes, type ClusterVersion } from '../../../tools/kubernetes';
import { program } from '../../../tools/programs';

/** What runs on a node, by path. */
export interface NodePrograms {
  readonly kubelet: string;
  readonly kubeProxy: string;
  readonly kubeRouter: string;
  readonly runc: string;
  /** The folder with CNI's plugins. */
  readonly cni: string;
  /** Variables with which programs are found by name, and find their libraries. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The programs of nodes of a version, which are got and built unless an earlier run did. */
export function nodePrograms(version: ClusterVersion): NodePrograms {
  const root = debianRoot('node');
  return {
    kubelet: kubernetes(version, 'kubelet'),
    kubeProxy: kubernetes(version, 'kube-proxy'),
    kubeRouter: program('kube-router'),
    runc: path.join(root, 'usr/sbin/runc'),
    cni: path.join(root, 'usr/lib/cni'),
    environment: nodeEnvironment(),
  };
}
