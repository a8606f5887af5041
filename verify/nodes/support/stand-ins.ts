import type { Pod } from '../../../test/network/evaluator';
import type { Actor } from '../../../test/network/world';
import { TOOLS_IMAGE } from '../cluster/cluster';

/** A pod with an actor's labels, in which nothing but our tools is: who is only there to connect and to be connected to. */
export function standInFor({ name }: Actor, { namespace, labels }: Pod) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: nameOfStandIn(name), namespace, labels },
    spec: {
      automountServiceAccountToken: false,
      // It is never ready, so that no Service that selects its labels, as that of CoreDNS does, sends it what others have to answer.
      readinessGates: [{ conditionType: 'ai-gateway-stacks/answers-nobody' }],
      terminationGracePeriodSeconds: 0,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'tools',
          image: TOOLS_IMAGE,
          args: ['wait'],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}

/** The name of the pod that stands for an actor. */
export function nameOfStandIn(actor: string): string {
  const name = actor.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return `stand-in-${name.replace(/-$/, '')}`;
}
