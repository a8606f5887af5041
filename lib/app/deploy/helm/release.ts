import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, metadataOf } from '../../../engine/release/objects';
import { parseManifests } from '../../changes/sides/parse';
import { runHelm } from '../../cluster/helm';
import { UserError } from '../../explain';

/** A release, as Helm finds it in a cluster. */
export interface ReleaseName {
  readonly name: string;
  readonly namespace: string;
}

/** A chart with values, as it is to be released. */
export interface HelmRelease extends ReleaseName {
  /** The name of its chart. */
  readonly chartName: string;
  /** The folder of the chart. */
  readonly chart: string;
  /** Flags of Helm for values, in the order in which they count: `-f`, `--set` and the like. */
  readonly values: readonly string[];
}

/**
 * The objects of a release as Helm renders them, without those of hooks, such as `helm test`.
 *
 * @param more flags, such as `--api-versions`
 * @throws UserError in the chart's own words when it does not take the values
 */
export function renderedRelease(
  { name, namespace, chart, values }: HelmRelease,
  more: readonly string[] = [],
): readonly KubernetesObject[] {
  const args = ['template', name, chart, '--namespace', namespace, ...values, ...more];
  const { status, stdout, stderr } = runHelm(args);
  if (status !== 0) throw new UserError(`${name}: ${sentenceIn(stderr)}`);
  return withoutHooks(parseManifests(stdout));
}

/** The objects that a release has at a revision; none where there is no release. */
export function releasedObjects(
  { name, namespace }: ReleaseName,
  context: string | undefined,
  revision?: number,
): readonly KubernetesObject[] {
  const at = revision === undefined ? [] : ['--revision', String(revision)];
  const { status, stdout } = runHelm(['get', 'manifest', name, '--namespace', namespace, ...at], { context });
  return status === 0 ? withoutHooks(parseManifests(stdout)) : [];
}

/** What Helm says is wrong with values, without what it says of its templates and warns of. Values of an inner chart have its name in front. */
export function sentenceIn(stderr: string): string {
  return stderr
    .split('\n')
    .map((line) =>
      line
        .replace(/^Error: /, '')
        .replace(/^execution error at \([^)]*\/charts\/([^/]*)\/[^)]*\): /, '$1.')
        .replace(/^execution error at \([^)]*\): /, ''),
    )
    .filter((line) => !/^ *$|^Use --debug flag|^[a-z_]*\.go:\d+: warning: |level=WARN/.test(line))
    .join('\n');
}

/** A namespace by its name, as Helm makes it with `--create-namespace`. */
export function bareNamespace(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

/** Objects with the namespaces of their releases, which Helm makes. */
export function withNamespaces(
  objects: readonly KubernetesObject[],
  releases: readonly ReleaseName[],
): readonly KubernetesObject[] {
  const made = objects.filter(({ kind }) => kind === 'Namespace').map((one) => metadataOf(one).name);
  const names = [...new Set(releases.map(({ namespace }) => namespace))].filter(
    (name) => !made.includes(name),
  );
  return [...names.map(bareNamespace), ...objects];
}

function withoutHooks(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter((object) => at(object, 'metadata', 'annotations', 'helm.sh/hook') === undefined);
}
