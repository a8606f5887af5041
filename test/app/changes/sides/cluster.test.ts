import { clusterSides } from '../../../../lib/app/changes/sides/cluster';
import { KubectlError, type Kubectl } from '../../../../lib/app/cluster/kubectl';
import { UserError } from '../../../../lib/app/explain';
import { identityOf, metadataOf } from '../../../../lib/engine/release/objects';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { object } from '../objects';

const LABELS = { labels: { 'app.kubernetes.io/managed-by': 'cdk8s', 'helm.sh/chart': 'relay-1' } };
const labelled = (kind: string, name: string, namespace = 'ai', more: JsonObject = {}) =>
  object(kind, name, { metadata: { name, namespace, ...LABELS, ...more } });
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai' } };

/** A cluster that has objects, adds a default to what is applied, and does not take some of it. */
class Played {
  readonly asked: string[] = [];

  constructor(
    private readonly live: readonly JsonObject[],
    private readonly rejects: readonly string[] = [],
  ) {}

  readonly kubectl: Kubectl = (args, input = '') => {
    this.asked.push(args.join(' '));
    if (args[0] === 'api-resources') return 'configmaps\nendpoints\npods\n';
    const given = input === '' ? [] : (JSON.parse(input) as { items: JsonObject[] }).items;
    if (args[0] === 'apply') {
      const wrong = given.find((one) => this.rejects.includes(metadataOf(one).name));
      if (wrong !== undefined) throw new KubectlError(`${metadataOf(wrong).name} is invalid`);
      return printed(given.map((one) => ({ ...one, defaulted: true })));
    }
    const known = new Set(given.map(identityOf));
    if (args.includes('-f')) return printed(this.live.filter((one) => known.has(identityOf(one))));
    return printed(this.live.filter((one) => JSON.stringify(one).includes('helm.sh/chart')));
  };
}

function printed(objects: readonly JsonObject[]): string {
  if (objects.length === 0) return '';
  return JSON.stringify(objects.length === 1 ? objects[0] : { kind: 'List', items: objects });
}

const names = (objects: readonly JsonObject[]) => objects.map((one) => metadataOf(one).name);

it('compares what is there with what an apply would make of it', () => {
  const rendered = [namespace, object('ConfigMap', 'a'), object('ConfigMap', 'new')];
  const cluster = new Played([namespace, { ...object('ConfigMap', 'a'), status: 1 }]);
  const { before, after } = clusterSides(cluster.kubectl, 'cluster', rendered, []);
  expect(before.objects).toEqual([namespace, object('ConfigMap', 'a')]);
  expect(after.objects[1]).toEqual({ ...object('ConfigMap', 'a'), defaulted: true });
  expect(after.objects[2]).toEqual(object('ConfigMap', 'new'));
  // Nothing is asked that changes something.
  for (const args of cluster.asked) expect(args).toMatch(/^(get|api-resources|apply .*--dry-run=server) ?/);
});

it('asks for no dry run in a namespace that is not there', () => {
  const cluster = new Played([]);
  const { after } = clusterSides(cluster.kubectl, 'cluster', [namespace, object('ConfigMap', 'a')], []);
  expect(names(after.objects)).toEqual(['ai', 'a']);
  expect(cluster.asked.filter((args) => args.startsWith('apply'))).toHaveLength(1);
});

it('finds the objects among many that the cluster does not take', () => {
  const rendered = ['a', 'b', 'c', 'd', 'e'].map((name) => object('ConfigMap', name, { data: 'new' }));
  const live = rendered.map((one) => ({ ...one, data: 'old', kept: 1 }));
  const { after } = clusterSides(new Played(live, ['b', 'e']).kubectl, 'cluster', rendered, []);
  expect(after.rejected).toEqual([
    { of: 'ConfigMap ai/b', message: 'b is invalid.' },
    { of: 'ConfigMap ai/e', message: 'e is invalid.' },
  ]);
  expect(after.objects[1]).toEqual({ ...rendered[1], kept: 1 });
  expect(after.objects[2]).toEqual({ ...rendered[2], defaulted: true });
});

it('finds what is rendered no more, and not what controllers make or other environments have', () => {
  const live = [
    labelled('ConfigMap', 'gone'),
    labelled('ConfigMap', 'owned', 'ai', { ownerReferences: [{ name: 'x' }] }),
    labelled('ConfigMap', 'theirs', 'other'),
    labelled('ConfigMap', 'unknown', 'mcp'),
    labelled('ConfigMap', 'kept'),
    object('ConfigMap', 'of-others'),
  ];
  const others = [object('ConfigMap', 'x', { metadata: { name: 'x', namespace: 'other' } })];
  const { before } = clusterSides(
    new Played(live).kubectl,
    'cluster',
    [labelled('ConfigMap', 'kept')],
    others,
  );
  expect(names(before.objects)).toEqual(['kept', 'gone', 'unknown']);
  expect(before.notes).toEqual([
    'Among what is not rendered any more are objects in mcp, which no environment has. Are they of another checkout?',
  ]);
});

it('is an error of the user when the cluster cannot be asked', () => {
  const kubectl: Kubectl = () => {
    throw new KubectlError('something is wrong');
  };
  const ask = () => clusterSides(kubectl, 'cluster', [namespace], []);
  expect(ask).toThrow(UserError);
  expect(ask).toThrow('The cluster was asked and nothing was changed: something is wrong.');
});
