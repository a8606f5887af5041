import { runHelm, type HelmResult } from './run';

/** What `helm template` gets. */
export interface HelmInput {
  /** The chart's folder or archive. */
  chart: string;
  release: string;
  namespace: string;
  /** Paths of values files, in order: later ones win. */
  valueFiles?: readonly string[];
  /** `path=value` texts for `--set`, in order. */
  set?: readonly string[];
  /** `path=value` texts for `--set-string`. Helm applies all of them after all of `set`. */
  setString?: readonly string[];
  /** Keeps the chart's test hooks in the output. */
  showTests?: boolean;
  /** The one template whose output is wanted, such as `templates/service.yaml`. */
  showOnly?: string;
  /** The Kubernetes version to render for, such as `1.27.0`. */
  kubeVersion?: string;
  /** What the cluster has, such as `v1/Pod`. Without any, Helm knows versions of groups only, no kinds. */
  apiVersions?: readonly string[];
}

/**
 * Renders a chart as `helm template` does.
 *
 * @param command a path, or the name of a program on the PATH
 * @throws Error when Helm could not be run. That Helm rejects the chart is a result, not an error.
 */
export function helmTemplate(command: string, input: HelmInput): Promise<HelmResult> {
  const {
    chart,
    release,
    namespace,
    valueFiles = [],
    set = [],
    setString = [],
    showTests,
    showOnly,
    kubeVersion,
    apiVersions = [],
  } = input;
  return runHelm(command, [
    'template',
    release,
    chart,
    ...['--namespace', namespace],
    ...valueFiles.flatMap((file) => ['--values', file]),
    ...set.flatMap((assignment) => ['--set', assignment]),
    ...setString.flatMap((assignment) => ['--set-string', assignment]),
    ...(showTests ? [] : ['--skip-tests']),
    ...(showOnly ? ['--show-only', showOnly] : []),
    ...(kubeVersion ? ['--kube-version', kubeVersion] : []),
    ...apiVersions.flatMap((version) => ['--api-versions', version]),
  ]);
}
