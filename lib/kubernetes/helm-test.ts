import type { Construct } from 'constructs';
import { Resource } from '../engine/template/resource';
import type { Templated } from '../engine/template/tree';
import type { Part } from './component';
import * as k8s from './k8s';
import { restrictedContainer, restrictedPod } from './security';

/** The label `app.kubernetes.io/component` by which the pod of `helm test` is known where it is part of a system. */
export const TEST_COMPONENT = 'test';

/** A container of a test, in the words of cdk8s's class. */
type TestContainer = {
  readonly [K in keyof Omit<k8s.Container, 'securityContext'>]: Templated<k8s.Container[K]>;
};

/** What asks a Service whether it answers. */
export interface ConnectionTestProps {
  /** The labels of the pod. They must not be those of the component, whose Service would take the pod for one of its own. */
  readonly labels: Templated<Record<string, string>>;
  /** The number of the user that the pod runs as. */
  readonly user: number;
  /** What asks, without its security context: it cannot do more than ask. */
  readonly container: TestContainer;
  /** @default - the image can be pulled by anyone */
  readonly imagePullSecrets?: Templated<k8s.LocalObjectReference[]>;
  /** @default '-test-connection' */
  readonly ending?: string;
}

/** Makes the pod of `helm test` for a component: it is run on demand and goes when it has succeeded. */
export function testConnection(
  scope: Construct,
  component: Pick<Part, 'metadata'>,
  props: ConnectionTestProps,
): void {
  const { labels, user, container, imagePullSecrets, ending = '-test-connection' } = props;
  Resource.of(scope, 'connection', {
    of: k8s.KubePod,
    hook: 'test',
    manifest: {
      metadata: {
        ...component.metadata(ending, {
          'helm.sh/hook': 'test',
          'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
        }),
        labels,
      },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        imagePullSecrets,
        securityContext: restrictedPod(user),
        containers: [{ ...container, securityContext: restrictedContainer }],
      },
    },
  });
}
