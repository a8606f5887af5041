import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { Resource } from '../engine/template/resource';
import { merged, type Templated, type TemplatedItem } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { annotations } from '../engine/values/string-maps';
import { withCommon, type Component } from './component';
import type { Container } from './container';
import * as k8s from './k8s';
import { podSpec } from './pod';
import { ownPlacementValues, placedBy, securityValues, type ChartPods } from './pod-values';
import { resourceValues, type ResourceDefaults } from './resources';
import { restrictedPodValues } from './security';
import { STOP_WAITING } from './wait';

/**
 * The values of the pods of `helm test`.
 *
 * @param user the number of the user that they run as
 * @param resources of each of them
 */
export function testValues(user: number, resources: ResourceDefaults) {
  return section('Pods of `helm test`.', {
    ...ownPlacementValues,
    // Not those of the chart: what scrapes or injects by annotation has no use for a pod of seconds.
    podAnnotations: annotations({}, 'Annotations of the pods.'),
    ...securityValues(restrictedPodValues(user)),
    resources: resourceValues(resources, 'Resource requests and limits.'),
  });
}

/** The values that pods of `helm test` follow, as references. */
export interface HelmTestValues extends ChartPods {
  readonly tests: Ref<ReturnType<typeof testValues>>;
}

const HOOK = {
  'helm.sh/hook': 'test',
  'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
};

/** The label `app.kubernetes.io/component` by which the pod of `helm test` is known where it is part of a stack. */
export const TEST_COMPONENT = 'test';

/** Container and labels of the pod that checks a Service. */
export interface HelmTestOptions {
  /** The labels of the pod. They must not match the selector of the component, whose Service would select the pod. */
  readonly labels: Templated<Record<string, string>>;
  /**
   * The container, without a security context and resources, which values say. Its command is one check, which prints what it finds; the image
   * has `sh` and `date`.
   */
  readonly container: Omit<Container, 'securityContext' | 'resources' | 'command' | 'args'> & {
    readonly command: readonly TemplatedItem<string>[];
  };
  /** @default '-test-connection' */
  readonly suffix?: string;
}

/**
 * The command of a check of what a server says: it gets a URL by `curl`, and prints and looks through the answer.
 *
 * @param part of an answer that is a good one
 */
export function answerWith(url: Expr<string>, part: string): Templated<string>[] {
  const script =
    'answer=$(curl -fsS -m 10 "$0") || exit; echo "$answer"; case $answer in *"$1"*) ;; *) exit 1 ;; esac';
  return ['sh', '-c', script, url, part];
}

/** How long a check is repeated, in seconds. */
const PATIENCE = 30;

/*
 * Network plugins take a second or so until their policies know a new pod, and refuse or drop its connections until then, as they may
 * those of a Service that has just changed. So the check is repeated for a time, and what the last one found is printed.
 */
const REPEAT = `
${STOP_WAITING}
end=$(($(date +%s) + ${String(PATIENCE)}))
until found=$("$0" "$@" 2>&1); do
  if [ "$(date +%s)" -ge "$end" ]; then
    echo "$found"
    echo "Failed for ${String(PATIENCE)} seconds: $0 $*"
    exit 1
  fi
  sleep 1
done
echo "$found"
`.trimStart();

/** Adds the pod of `helm test` for a component: it runs on demand, repeats its check for a time and is deleted after success. */
export function addHelmTest(
  scope: Construct,
  component: Component,
  values: HelmTestValues,
  options: HelmTestOptions,
): void {
  const { labels, container, suffix = '-test-connection' } = options;
  const { tests } = values;
  const { imagePullSecrets, podLabels, scheduling } = placedBy(tests, values);
  const spec = podSpec(
    component,
    { imagePullSecrets },
    {
      restartPolicy: 'Never',
      securityContext: tests.podSecurityContext,
      scheduling,
      containers: [
        {
          ...container,
          command: ['sh', '-c', REPEAT, ...container.command],
          resources: tests.resources,
          securityContext: tests.containerSecurityContext,
        },
      ],
    },
  );
  Resource.of(scope, 'connection', {
    of: k8s.KubePod,
    hook: 'test',
    manifest: {
      metadata: {
        ...component.metadata(suffix, merged(HOOK, tests.podAnnotations)),
        labels: merged(labels, withCommon(podLabels, component.common.labels)),
      },
      // The variables of Services do not harm a pod that runs for seconds.
      spec: { ...spec, enableServiceLinks: undefined },
    },
  });
}
