import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { Resource } from '../engine/template/resource';
import type { Templated, TemplatedItem } from '../engine/template/tree';
import type { Component } from './component';
import type { Container } from './container';
import * as k8s from './k8s';
import { podSpec, type PodValues } from './pod';
import { restrictedContainer, restrictedPod } from './security';
import { STOP_WAITING } from './wait';

/** The label `app.kubernetes.io/component` by which the pod of `helm test` is known where it is part of a stack. */
export const TEST_COMPONENT = 'test';

/** Container and labels of the pod that checks a Service. */
export interface HelmTestOptions {
  /** The labels of the pod. They must not match the selector of the component, whose Service would select the pod. */
  readonly labels: Templated<Record<string, string>>;
  /** The number of the user that the pod runs as. */
  readonly user: number;
  /**
   * The container, without a security context: it gets the restricted one. Its command is one check, which prints what it finds; the image
   * has `sh` and `date`.
   */
  readonly container: Omit<Container, 'securityContext' | 'command' | 'args'> & {
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
  values: Pick<PodValues, 'imagePullSecrets'>,
  options: HelmTestOptions,
): void {
  const { labels, user, container, suffix = '-test-connection' } = options;
  const spec = podSpec(component, values, {
    restartPolicy: 'Never',
    securityContext: restrictedPod(user),
    containers: [
      {
        ...container,
        command: ['sh', '-c', REPEAT, ...container.command],
        securityContext: restrictedContainer,
      },
    ],
  });
  Resource.of(scope, 'connection', {
    of: k8s.KubePod,
    hook: 'test',
    manifest: {
      metadata: {
        ...component.metadata(suffix, {
          'helm.sh/hook': 'test',
          'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
        }),
        labels,
      },
      // The variables of Services do not harm a pod that runs for seconds.
      spec: { ...spec, enableServiceLinks: undefined },
    },
  });
}
