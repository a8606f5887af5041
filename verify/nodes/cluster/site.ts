import { spawnSync } from 'node:child_process';

/** How many clusters one machine may have at once. */
const SITES = 8;
const ZONES = ['a', 'b', 'c'];

/** A node, as it is called and addressed. */
export interface NodeSite {
  readonly name: string;
  readonly zone: string;
  readonly address: string;
  /** The network of its pods. */
  readonly pods: string;
}

/**
 * The names and addresses of one cluster. Two clusters beside each other share none of them, so that two checkouts can be tested at
 * once.
 */
export interface Site {
  /** The name of its bridge, and of what else is named after it. */
  readonly name: string;
  /** The machine itself on the bridge: there are the API server and the images. */
  readonly host: string;
  /** The network of the nodes. */
  readonly network: string;
  /** The network of all pods. */
  readonly pods: string;
  readonly nodes: readonly NodeSite[];
  /** A host that is no node: it plays what is outside. */
  readonly outside: string;
}

/** Services have addresses in here; only nodes know them, so clusters may share them. */
export const SERVICES = '10.96.0.0/16';
/** The address of the cluster's name service. */
export const NAME_SERVICE = '10.96.0.10';

function site(index: number): Site {
  return {
    name: `nodes${index}`,
    host: `10.213.${index}.1`,
    network: `10.213.${index}.0/24`,
    pods: `10.${220 + index}.0.0/16`,
    nodes: ZONES.map((zone, node) => ({
      name: `node-${zone}`,
      zone: `zone-${zone}`,
      address: `10.213.${index}.${11 + node}`,
      pods: `10.${220 + index}.${1 + node}.0/24`,
    })),
    outside: `10.213.${index}.99`,
  };
}

/**
 * Takes a site that no other cluster of this machine has: whoever makes its bridge has it.
 *
 * @throws Error when all are taken
 */
export function takeSite(): Site {
  for (let index = 0; index < SITES; index += 1) {
    const taken = site(index);
    const { status, stderr } = spawnSync('ip', ['link', 'add', taken.name, 'type', 'bridge'], {
      encoding: 'utf8',
    });
    if (status === 0) return taken;
    if (!stderr.includes('File exists')) throw new Error(`"ip link add" failed: ${stderr.trim()}`);
  }
  throw new Error(
    `This machine has ${SITES} clusters already: the bridges nodes0 to nodes${SITES - 1} of "ip link" are taken. ` +
      'If nothing of them runs, remove them with "ip link delete NAME".',
  );
}
