/** What is applied from dist, on real nodes: pods become ready, have the rights that they should have, and reach whom the tables name. */
import { sidesOf } from '../../test/network/compare';
import { declaredIn, keyOf } from '../../test/network/declared';
import { worlds } from '../../test/network/everything';
import { tables } from '../../test/network/tables';
import type { World } from '../../test/network/world';
import { environments } from '../../test/support/environments';
import { CLUSTER_VERSION } from '../../tools/kubernetes';
import { installDefinitions } from '../cluster/support/definitions';
import { eventually } from '../cluster/support/polling';
import { summary } from '../cluster/support/summary';
import { workloads } from '../cluster/support/workloads';
import { RealCluster } from './cluster/cluster';
import { dial, listenAt, nameOfDial, type Dial, type Place } from './support/dials';
import { applyEnvironment, namespacesOf, settledWhereUsed } from './support/environment';
import { placesOf, portsOf } from './support/places';
import { excessRights } from './support/privileges';
import { isReady, restarts, runningPods, type RunningPod } from './support/pods';
import { slowness } from '../../test/support/slowness';

const SETTLED_SECONDS = 60;

describe.each(['dev', 'prod'])('%s', (name) => {
  let cluster: RealCluster;
  let world: World;
  let namespaces: readonly string[];
  let declared: ReadonlySet<string>;

  beforeAll(async () => {
    const environment = environments.find((one) => one.name === name);
    const found = (await worlds()).find((one) => one.name === name);
    if (!environment || !found) throw new Error(`There is no environment ${name}.`);
    world = found;
    // The enforcer of these nodes takes ranges of addresses for those of pods, too.
    declared = declaredIn(world, tables, true).halves;
    namespaces = await namespacesOf(environment);
    cluster = await RealCluster.startNodes(CLUSTER_VERSION);
    await installDefinitions(cluster);
    await applyEnvironment(cluster, environment);
  });
  afterAll(() => cluster.stop());

  async function everyPod(): Promise<readonly RunningPod[]> {
    return (await Promise.all(namespaces.map((namespace) => runningPods(cluster, namespace)))).flat();
  }

  const isDeclared = ({ from, to, port }: Dial) =>
    sidesOf(from.actor, to.actor, port).every((half) => declared.has(keyOf(half)));

  it('becomes ready by its own probes, and nothing is started twice', async () => {
    const pods = await everyPod();
    expect(pods.length).toBeGreaterThan(5);
    expect(pods.filter((pod) => !isReady(pod)).map(({ metadata }) => metadata.name)).toEqual([]);
    expect(pods.filter((pod) => restarts(pod) > 0).map(({ metadata }) => metadata.name)).toEqual([]);
    summary(`nodes ${name}: ${pods.length} pods ready, 0 containers started twice`);
  });

  it('runs with the rights that its manifests give, and with no others', async () => {
    const pods = await everyPod();
    const excess = await Promise.all(pods.map((pod) => excessRights(cluster, pod)));
    expect(excess.flat()).toEqual([]);
  });

  it('reaches whom the tables name and nobody else, and what is closed is closed by the policies', async () => {
    const dials = await everyDial(cluster, world);
    await expectAsDeclared('as applied', dials);
    // A refusal by whatever else proves nothing of the policies.
    const closed = dials.filter((one) => !isDeclared(one));
    await cluster.enforcePolicies(false);
    const others = await unlike(cluster, closed, () => true);
    await cluster.enforcePolicies(true);
    expect(others.map(nameOfDial)).toEqual([]);
    summary(`nodes ${name}: ${closed.length} closed dials are open without an enforcer`);
  });

  it('does so when all its pods have been replaced', async () => {
    for (const namespace of namespaces) {
      const all = await workloads(cluster, namespace);
      for (const { kind, metadata } of all)
        await cluster.kubectl('rollout', 'restart', `${kind}/${metadata.name}`, '--namespace', namespace);
    }
    await settledWhereUsed(cluster, namespaces);
    await expectAsDeclared('after rolling updates', await everyDial(cluster, world));
  });

  async function expectAsDeclared(when: string, dials: readonly Dial[]): Promise<void> {
    const others = await unlike(cluster, dials, isDeclared);
    const missing = others.filter(isDeclared).map(nameOfDial);
    const beyond = others.filter((one) => !isDeclared(one)).map(nameOfDial);
    summary(
      `nodes ${name}, ${when}: ${dials.length} dials, ${dials.filter(isDeclared).length} declared, ` +
        `${missing.length} missing, ${beyond.length} beyond`,
    );
    expect({ missing, beyond }).toEqual({ missing: [], beyond: [] });
  }
});

/**
 * Those that should be open and are not, and those that are open and should not be. An enforcer learns of new pods after a moment, and on a
 * busy machine one of thousands of dials takes longer than it may, so that they are tried again for a while: of those that should be open the
 * ones that were not yet, and of the others all, which have to be closed at one time.
 */
async function unlike(
  cluster: RealCluster,
  dials: readonly Dial[],
  shouldBeOpen: (one: Dial) => boolean,
): Promise<readonly Dial[]> {
  const closed = dials.filter((one) => !shouldBeOpen(one));
  let missing = dials.filter(shouldBeOpen);
  return eventually(
    SETTLED_SECONDS * slowness(),
    async () => {
      const open = await dial(cluster, [...missing, ...closed]);
      missing = missing.filter((one) => !open.has(one));
      return [...missing, ...closed.filter((one) => open.has(one))];
    },
    (others) => others.length === 0,
  );
}

/** From each to each, if a pod of a stack is at one end at least, on every port that anything speaks of. */
async function everyDial(cluster: RealCluster, world: World): Promise<readonly Dial[]> {
  const places = await placesOf(cluster, world);
  const ports = portsOf(world);
  await Promise.all(places.map((place) => listenAt(cluster, place, ports)));
  return places.flatMap((from) =>
    places
      .filter((to) => to !== from && isOfStack(from, to) && !isOnNode(from, to))
      .flatMap((to) => ports.map((port) => ({ from, to, port }))),
  );
}

/** A node reaches its own pods, for their probes, whatever policies say. */
function isOnNode(from: Place, to: Place): boolean {
  return from.node !== undefined && to.pod?.spec.nodeName === from.node.name;
}

function isOfStack(from: Place, to: Place): boolean {
  return from.actor.stack !== undefined || to.actor.stack !== undefined;
}
