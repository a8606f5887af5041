import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { object } from '../../changes/objects';

/** A pod as the API server has it while one of its containers is not ready. */
export function pod(name: string, containers: readonly JsonObject[], more: JsonObject = {}): JsonObject {
  return object('Pod', name, {
    metadata: { name, namespace: 'ai', uid: `uid-${name}`, labels: { app: 'relay' } },
    spec: {
      containers: containers.map((status) => ({
        name: status['name'] ?? '',
        image: 'example.com/relay:2',
        resources: { requests: { cpu: '500m' }, limits: { memory: '256Mi' } },
      })),
    },
    status: {
      phase: 'Running',
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
      ],
      containerStatuses: containers,
      ...more,
    },
  });
}

/** A pod that is ready. */
export function readyPod(name: string, labels: JsonObject = { app: 'relay' }): JsonObject {
  const status = { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] };
  return object('Pod', name, { metadata: { name, namespace: 'ai', uid: `uid-${name}`, labels }, status });
}

/** A pod that no node takes. */
export function unscheduled(name: string, message: string, spec: JsonObject = {}): JsonObject {
  const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }];
  const made = pod(name, [{ name: 'relay' }], { phase: 'Pending', conditions, containerStatuses: [] });
  return { ...made, spec: { ...(made['spec'] as JsonObject), ...spec } };
}

/** The status of a container that waits. */
export function waiting(reason: string, message = '', more: JsonObject = {}): JsonObject {
  return { name: 'relay', ready: false, restartCount: 0, state: { waiting: { reason, message } }, ...more };
}

/** What the cluster says of an object. */
export function event(of: JsonObject, reason: string, message: string, more: JsonObject = {}): JsonObject {
  const { name = '', uid = '' } = of['metadata'] as JsonObject;
  return object('Event', `${String(name)}.1`, {
    involvedObject: { kind: of['kind'] ?? '', name, uid },
    reason,
    message,
    lastTimestamp: '2026-01-01T00:00:00Z',
    ...more,
  });
}
