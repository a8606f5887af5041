import { containerReasons } from '../../../../lib/app/deploy/rollout/container-reasons';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { event, pod, waiting } from './objects';

const IMAGE = 'example.com/relay:2';
const reasons = (status: JsonObject, events: (of: JsonObject) => readonly JsonObject[] = () => []) => {
  const one = pod('relay-1', [status]);
  return containerReasons(one, events(one));
};

it('says why an image cannot be pulled, also when it is only tried again', () => {
  const said = `Failed to pull image "${IMAGE}": rpc error: code = NotFound desc = failed to resolve reference "${IMAGE}": ${IMAGE}: not found`;
  const expected = `container relay: the image ${IMAGE} cannot be pulled: its registry has no such image or tag (failed to resolve reference "${IMAGE}": ${IMAGE}: not found)`;
  const backOff = waiting('ImagePullBackOff', `Back-off pulling image "${IMAGE}"`);
  expect(reasons(backOff, (one) => [event(one, 'Failed', said)])).toEqual([expected]);
  expect(reasons(waiting('ErrImagePull', said.replace(/^[^:]*: /, '').replace(/^2": /, '')))[0]).toContain('no such image or tag');
  expect(reasons(backOff)).toEqual([`container relay: the image ${IMAGE} cannot be pulled`]);
}); // prettier-ignore

it.each([
  ['secret "relay-keys" not found', 'it reads Secret relay-keys, which does not exist (stacks secrets says how it is made)'],
  ['configmap "relay" not found', 'it reads ConfigMap relay, which does not exist'],
  ["couldn't find key JWT_SECRET in Secret ai/relay-keys", 'it reads the key JWT_SECRET of Secret ai/relay-keys, which does not have it'],
  ['container has runAsNonRoot and image will run as root (pod: "x", container: relay)', 'it must not run as root, and the image does not say another user (container has runAsNonRoot and image will run as root (pod: "x", container: relay))'],
  ['', 'the node does not say why'],
  ['failed to generate container: no such device', 'failed to generate container: no such device'],
])('says what a container lacks: %s', (message, sentence) => {
  expect(reasons(waiting('CreateContainerConfigError', message))).toEqual([`container relay cannot be created: ${sentence}`]);
}); // prettier-ignore

describe('a container that ends again and again', () => {
  const crashing = (terminated?: JsonObject) =>
    waiting('CrashLoopBackOff', 'back-off 40s restarting failed container', {
      restartCount: 4,
      lastState: terminated === undefined ? {} : { terminated },
    });

  it.each<[JsonObject | undefined, string]>([
    [{ exitCode: 1, reason: 'Error' }, 'ended with exit code 1'],
    [{ exitCode: 1, message: 'first\nno database\n' }, 'ended with exit code 1 (no database)'],
    [{ exitCode: 0, reason: 'Completed' }, 'ended, though it should run on'],
    [{ exitCode: 137, reason: 'OOMKilled' }, 'was killed, since it used more memory than its limit of 256Mi'],
    [undefined, 'ends again and again'],
  ])('says how it ended: %j', (terminated, how) => {
    expect(reasons(crashing(terminated))).toEqual([`container relay ${how}, and was restarted 4 times`]);
  });

  it('says which probe stopped it', () => {
    const said = 'Liveness probe failed: HTTP probe failed with statuscode: 500';
    expect(reasons(crashing({ exitCode: 137, reason: 'Error' }), (one) => [event(one, 'Unhealthy', said)])).toEqual([
      'container relay was stopped, since its liveness probe fails: HTTP probe failed with statuscode: 500, and was restarted 4 times',
    ]);
  }); // prettier-ignore
});

describe('a container that runs', () => {
  const running = (started: boolean): JsonObject => ({
    name: 'relay',
    ready: false,
    started,
    state: { running: {} },
  });
  const unhealthy = (message: string, fieldPath = 'spec.containers{relay}') => (one: JsonObject) => {
    const made = event(one, 'Unhealthy', message);
    return [{ ...made, involvedObject: { ...(made['involvedObject'] as JsonObject), fieldPath } }];
  }; // prettier-ignore

  it('says which probe fails, and how', () => {
    expect(reasons(running(true), unhealthy('Readiness probe failed: HTTP probe failed with statuscode: 503'))).toEqual([
      'container relay runs, and its readiness probe fails: HTTP probe failed with statuscode: 503',
    ]);
    expect(reasons(running(false), unhealthy('Startup probe failed: dial tcp 10.0.0.1:3000: connect: connection refused'))).toEqual([
      'container relay runs, and its startup probe fails: dial tcp 10.0.0.1:3000: connect: connection refused',
    ]);
  }); // prettier-ignore

  it('says nothing of the probe of another container, or of one that is over', () => {
    expect(reasons(running(true), unhealthy('Readiness probe failed: x', 'spec.containers{other}'))).toEqual(
      [],
    );
    expect(reasons(running(true), unhealthy('Startup probe failed: x'))).toEqual([]);
    expect(reasons(running(true))).toEqual([]);
  });
});

it('says first what the other containers wait for', () => {
  const init = { name: 'wait-for-redis', state: { running: {} } };
  const one = pod('relay-1', [waiting('PodInitializing')], { initContainerStatuses: [init] });
  expect(containerReasons(one, [])).toEqual(['it waits for its init container wait-for-redis, which runs']);
  const failed = { name: 'wait-for-redis', state: { terminated: { exitCode: 3 } } };
  const other = pod('relay-1', [waiting('PodInitializing')], { initContainerStatuses: [failed] });
  expect(containerReasons(other, [])).toEqual(['init container wait-for-redis ended with exit code 3']);
});
