import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, items } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';

/** How long a new pod takes at most until it counts as available, by what is declared. */
export interface ReadyTime {
  readonly seconds: number;
  /** What it is computed from. */
  readonly from: string;
}

/**
 * The time until a new pod is available: what the startup probe gives the slowest container, what the readiness probe takes then, and
 * minReadySeconds. Pulling images and init containers have no declared time.
 */
export function readyTime(workload: KubernetesObject): ReadyTime {
  const slowest = items(at(workload, 'spec', 'template', 'spec', 'containers'))
    .map(containerTime)
    .reduce<ReadyTime | undefined>(
      (before, time) => (before === undefined || time.seconds > before.seconds ? time : before),
      undefined,
    );
  const least = Number(at(workload, 'spec', 'minReadySeconds') ?? 0);
  const parts = [slowest?.from ?? '', least > 0 ? `minReadySeconds ${String(least)} s` : ''];
  return {
    seconds: (slowest?.seconds ?? 0) + least,
    from: parts.filter((part) => part !== '').join(' + ') || 'no probe, ready at once',
  };
}

function containerTime(container: Json): ReadyTime {
  // A startup probe that fails this often ends the container, so a pod that becomes ready has passed it before.
  const startup = probeTime(at(container, 'startupProbe'), 'startupProbe', 'failureThreshold', 3);
  const readiness = probeTime(at(container, 'readinessProbe'), 'readinessProbe', 'successThreshold', 1);
  return {
    seconds: startup.seconds + readiness.seconds,
    from: [startup.from, readiness.from].filter((part) => part !== '').join(' + '),
  };
}

/** A probe's delay, and its period as often as is needed; Kubernetes' defaults where nothing is declared. */
function probeTime(probe: Json | undefined, name: string, times: string, defaultTimes: number): ReadyTime {
  if (probe === undefined) return { seconds: 0, from: '' };
  const number = (key: string, otherwise: number): number => Number(at(probe, key) ?? otherwise);
  const delay = number('initialDelaySeconds', 0);
  const count = number(times, defaultTimes);
  const period = number('periodSeconds', 10);
  const words = `${name} ${delay > 0 ? `${String(delay)} + ` : ''}${String(count)} × ${String(period)} s`;
  return { seconds: delay + count * period, from: words };
}
