import type { Construct } from 'constructs';
import {
  VerticalPodAutoscaler,
  VerticalPodAutoscalerSpecUpdatePolicyUpdateMode as Mode,
  type VerticalPodAutoscalerProps,
} from '../../imports/autoscaling.k8s.io';
import type { Expr, Ref } from '../engine/template/expression';
import { equal, not, text, type Condition } from '../engine/template/operators';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { merged, type Templated } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { quantity } from '../engine/values/numbers';
import { boolean, oneOf } from '../engine/values/scalars';
import type { Component } from './component';
import { addCustomResource } from './custom-resource';
import { validateNotAbove } from './validation';

/** Minimum and maximum of recommendations. */
export interface VerticalLimits {
  readonly least: { readonly cpu: string; readonly memory: string };
  readonly most: { readonly cpu: string; readonly memory: string };
}

/** The values of a VerticalPodAutoscaler. */
export function verticalAutoscalingValues({ least, most }: VerticalLimits) {
  return section('VerticalPodAutoscaler; the cluster must run its controllers.', {
    enabled: boolean(false, 'Create a VerticalPodAutoscaler.'),
    updateMode: oneOf(Mode.OFF, 'How recommendations are applied; Off only reports them.', [
      Mode.OFF,
      Mode.INITIAL,
      Mode.RECREATE,
      Mode.IN_PLACE_OR_RECREATE,
      Mode.AUTO,
    ]),
    minAllowed: section('Minimum recommendation.', {
      cpu: quantity(least.cpu, 'CPU.'),
      memory: quantity(least.memory, 'Memory.'),
    }),
    maxAllowed: section('Maximum recommendation.', {
      cpu: quantity(most.cpu, 'CPU.'),
      memory: quantity(most.memory, 'Memory.'),
    }),
  });
}

/** The values of a VerticalPodAutoscaler, as references. */
export type VerticalAutoscaling = Ref<ReturnType<typeof verticalAutoscalingValues>>;

/** Which of its component's resources a VerticalPodAutoscaler is about. */
export interface VerticalAutoscalerOptions {
  /** Whether a horizontal one of the same component scales on CPU or memory. @default - there is none */
  readonly scaledByResources?: Condition;
  /** The path of its values, for validation. @default 'verticalAutoscaling' */
  readonly path?: Expr<string>;
  /** The name of the container. */
  readonly container: string;
  /** The suffix of its name, such as `-vpa`. @default - nothing: it is named as the component is */
  readonly suffix?: string;
}

/**
 * Adds a VerticalPodAutoscaler for the Deployment of a component, while it is enabled.
 *
 * It changes the requests, and the horizontal autoscaler computes the utilization from them, so both on the same resource
 * would conflict (Kubernetes autoscaler, VPA documentation, "Known limitations"); validation rejects that.
 */
export function addVerticalAutoscaler(
  scope: Construct,
  component: Component,
  values: VerticalAutoscaling,
  { scaledByResources, container, path, suffix }: VerticalAutoscalerOptions,
): void {
  const own = new OnlyIf(scope, 'recommendation', values.enabled);
  // In a loop the rules are within the condition: the line would be too long.
  const [around, on] = path === undefined ? [scope, [values.enabled]] : [own, []];
  const at = (key: string) => (path === undefined ? `verticalAutoscaling.${key}` : text`${path}.${key}`);
  if (scaledByResources !== undefined)
    StackTemplate.of(scope).addValidationWithin(
      around,
      at('updateMode'),
      'must be Off while autoscaling targets CPU or memory: both would resize the same pods.',
      ...on,
      scaledByResources,
      not(equal(values.updateMode, Mode.OFF)),
    );
  const { minAllowed, maxAllowed } = values;
  validateNotAbove(around, at('minAllowed'), minAllowed, {
    path: 'maxAllowed',
    amounts: maxAllowed,
  });
  const manifest: Templated<VerticalPodAutoscalerProps> = {
    metadata: component.metadata(suffix),
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: component.name },
      updatePolicy: { updateMode: values.updateMode },
      resourcePolicy: {
        containerPolicies: [
          {
            containerName: container,
            minAllowed: merged({ cpu: minAllowed.cpu, memory: minAllowed.memory }),
            maxAllowed: merged({ cpu: maxAllowed.cpu, memory: maxAllowed.memory }),
            controlledResources: ['cpu', 'memory'],
          },
        ],
      },
    },
  };
  addCustomResource(own, 'vpa', at('enabled'), {
    of: VerticalPodAutoscaler,
    manifest,
  });
}
