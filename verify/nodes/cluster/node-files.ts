import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { NodePrograms } from './node-programs';
import { NAME_SERVICE, type NodeSite, type Site } from './site';

/** The port at which the machine serves images to the nodes. */
export const IMAGES_PORT = 5000;
/** The image of the container that holds a pod's namespaces. */
export const PAUSE_IMAGE = 'nodes.test/pause:1';

/**
 * Writes what the programs of a node read.
 *
 * @param folder the node's own, which must be empty
 */
export function writeNodeFiles(folder: string, site: Site, node: NodeSite, programs: NodePrograms): void {
  const write = (name: string, content: string) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  write('routes', routes(site, node));
  write('containerd.toml', containerd(folder, programs));
  write('certs.d/_default/hosts.toml', mirror(site));
  write('cni/10-nodes.conflist', JSON.stringify(network(node), undefined, 2));
  write('kubelet.yaml', stringify(kubelet(node)));
  write('kube-proxy.yaml', stringify(kubeProxy(folder, site, node)));
}

function routes(site: Site, node: NodeSite): string {
  const others = site.nodes.filter((other) => other !== node);
  return [
    ...others.map(({ pods, address }) => `${pods} ${address}`),
    // What is outside the cluster.
    `default ${site.outside}`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function containerd(folder: string, { runc, cni }: NodePrograms): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
root = "/var/lib/containerd"
state = "/run/containerd"
[grpc]
  address = "/run/containerd/containerd.sock"
[${cri}]
  sandbox_image = "${PAUSE_IMAGE}"
  # A root without CAP_SYS_RESOURCE, as in many virtual machines, may raise oom_score_adj only.
  restrict_oom_score_adj = true
[${cri}.registry]
  config_path = "${folder}/certs.d"
[${cri}.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[${cri}.containerd.runtimes.runc.options]
  BinaryName = "${runc}"
  SystemdCgroup = false
[${cri}.cni]
  bin_dir = "${cni}"
  conf_dir = "${folder}/cni"
`;
}

/** Whatever registry an image's name has, it comes from the machine. */
function mirror({ host }: Site): string {
  return `[host."http://${host}:${IMAGES_PORT}"]\n  capabilities = ["pull", "resolve"]\n`;
}

/** A wire from each pod to its node, which routes every packet: so policies see those between two pods of a node too. */
function network({ pods }: NodeSite) {
  const ipam = {
    type: 'host-local',
    dataDir: '/run/cni-ipam',
    ranges: [[{ subnet: pods }]],
    routes: [{ dst: '0.0.0.0/0' }],
  };
  return {
    cniVersion: '0.4.0',
    name: 'nodes',
    plugins: [
      { type: 'ptp', ipMasq: false, mtu: 1500, ipam },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

function kubelet({ address }: NodeSite) {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address,
    healthzBindAddress: '127.0.0.1',
    readOnlyPort: 0,
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    cgroupDriver: 'cgroupfs',
    failSwapOn: false,
    failCgroupV1: false,
    clusterDNS: [NAME_SERVICE],
    clusterDomain: 'cluster.local',
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    resolvConf: '/run/resolv.conf',
    // The disk is the machine's, and how full it is says nothing of the node.
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '1%',
      'imagefs.available': '1%',
      'nodefs.inodesFree': '1%',
    },
    imageGCHighThresholdPercent: 100,
    nodeStatusUpdateFrequency: '5s',
    serializeImagePulls: false,
    syncFrequency: '10s',
    maxPods: 110,
  };
}

function kubeProxy(folder: string, { pods }: Site, { name, address }: NodeSite) {
  return {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'iptables',
    clusterCIDR: pods,
    hostnameOverride: name,
    bindAddress: address,
    healthzBindAddress: '127.0.0.1:10256',
    metricsBindAddress: '127.0.0.1:10249',
    clientConnection: { kubeconfig: path.join(folder, 'kube-proxy.conf') },
    // Zero is "as it is": the limits of connections are the machine's.
    conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  };
}
