import { text } from '../../lib/engine/template/operators';
import { ForEachEntry } from '../../lib/engine/template/scopes';
import { entry, mapOf, section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { optional } from '../../lib/engine/values/declaration';
import { integer } from '../../lib/engine/values/numbers';
import { boolean } from '../../lib/engine/values/scalars';
import {
  addAutoscaler,
  autoscalingValues,
  multipleReplicas,
  type AutoscalerOptions,
} from '../../lib/kubernetes/autoscaler';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { kedaValues } from '../../lib/kubernetes/keda';
import * as k8s from '../../lib/kubernetes/k8s';
import { at, kindsOf, nameOf, objectsFor, only, rejections, TinyStack, filesOf } from './tiny-stack';

const fields = {
  autoscaling: autoscalingValues({ minReplicas: 2, maxReplicas: 5 }),
  requests: optional(integer(10, 'Requests a pod takes.', { minimum: 1, maximum: 999 })),
  memoryToo: boolean(false, 'On.'),
  keda: kedaValues,
};
type Values = TinyStack<typeof fields>['values'];

function stackWith(options: (values: Values) => AutoscalerOptions = () => ({})) {
  const stack = new TinyStack(fields);
  addAutoscaler(stack, stack.main, stack.values.autoscaling, options(stack.values));
  return stack;
}
const specOf = (stack: TinyStack<typeof fields>, given: JsonObject = {}) =>
  at(autoscaler(stack, given), 'spec');
const autoscaler = (stack: TinyStack<typeof fields>, given: JsonObject = {}, others: JsonObject = {}) =>
  only('HorizontalPodAutoscaler', objectsFor(stack, { ...others, autoscaling: { enabled: true, ...given } }));
const utilization = (name: string, averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});
const NO_CPU = { targetCPUUtilizationPercentage: null };

it('there is no autoscaler unless it is enabled', () => {
  expect(kindsOf(objectsFor(stackWith()))).toEqual([]);
});

it('an autoscaler scales the Deployment of its component between the limits', () => {
  const stack = stackWith();
  addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main' }] });
  const objects = objectsFor(stack, { autoscaling: { enabled: true, maxReplicas: 7 } });
  expect(at(only('HorizontalPodAutoscaler', objects), 'spec')).toMatchObject({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: nameOf(only('Deployment', objects)) },
    minReplicas: 2,
    maxReplicas: 7,
  });
});

it('an autoscaler has the suffix of its stack', () => {
  expect(nameOf(autoscaler(stackWith()))).toBe('app-small');
  expect(nameOf(autoscaler(stackWith(() => ({ suffix: '-hpa' }))))).toBe('app-small-hpa');
});

it('how fast pods come and go is left to Kubernetes, unless a stack says it', () => {
  const behavior = { scaleDown: { stabilizationWindowSeconds: 300 } };
  expect(specOf(stackWith())).not.toHaveProperty('behavior');
  expect(specOf(stackWith(() => ({ behavior })))).toHaveProperty('behavior', behavior);
});

describe('the targets', () => {
  const metrics = (given: JsonObject) => at(specOf(stackWith(), given), 'metrics');

  it('are CPU by default', () => {
    expect(metrics({})).toEqual([utilization('cpu', 80)]);
  });

  it('are CPU and memory where both are set', () => {
    const given = { targetCPUUtilizationPercentage: 60, targetMemoryUtilizationPercentage: 70 };
    expect(metrics(given)).toEqual([utilization('cpu', 60), utilization('memory', 70)]);
  });

  it('are memory alone where the one for CPU is null', () => {
    const given = { ...NO_CPU, targetMemoryUtilizationPercentage: 70 };
    expect(metrics(given)).toEqual([utilization('memory', 70)]);
  });

  it('may be something of the stack’s own, while it is set', () => {
    const resource = {
      name: 'requests',
      target: { type: 'AverageValue', averageValue: k8s.Quantity.fromNumber(9) },
    };
    const stack = stackWith(({ requests }) => ({
      metric: { key: 'requests', target: requests, spec: { type: 'Resource', resource } },
    }));
    const own = {
      type: 'Resource',
      resource: { name: 'requests', target: { type: 'AverageValue', averageValue: 9 } },
    };
    expect(at(autoscaler(stack, {}, { requests: 3 }), 'spec', 'metrics')).toEqual([
      utilization('cpu', 80),
      own,
    ]);
    expect(at(autoscaler(stack, NO_CPU, { requests: 3 }), 'spec', 'metrics')).toEqual([own]);
    expect(at(autoscaler(stack), 'spec', 'metrics')).toEqual([utilization('cpu', 80)]);
  });
});

describe('validation', () => {
  const rejected = (given: JsonObject, stack = stackWith(), others: JsonObject = {}) =>
    rejections(stack, { ...others, autoscaling: { enabled: true, ...given } });

  it('rejects an autoscaler without a target', () => {
    expect(rejected(NO_CPU)).toEqual([
      'autoscaling is enabled without a target; set autoscaling.targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage or metrics.',
    ]);
  });

  it('names the target of the stack’s own too, and takes it for one', () => {
    const stack = stackWith(({ requests }) => ({
      metric: { key: 'targetRequests', target: requests, spec: { type: 'Pods' } },
    }));
    expect(rejected(NO_CPU, stack)).toEqual([
      expect.stringMatching(/ or targetMemoryUtilizationPercentage or targetRequests or metrics\.$/),
    ]);
    expect(rejected(NO_CPU, stack, { requests: 3 })).toEqual([]);
  });

  it('goes by the name of the condition, where following CPU or memory has one', () => {
    const stack = stackWith(({ memoryToo }) => ({ byResources: memoryToo }));
    expect(rejected({}, stack)).toHaveLength(1);
    expect(rejected({}, stack, { memoryToo: true })).toEqual([]);
  });

  it('rejects a minimum above the maximum', () => {
    expect(rejected({ minReplicas: 6 })).toEqual([
      'autoscaling.minReplicas is above autoscaling.maxReplicas; it must not be larger.',
    ]);
  });

  it('takes a minimum that is the maximum', () => {
    expect(rejected({ minReplicas: 5 })).toEqual([]);
  });

  it('has nothing against either while there is no autoscaler', () => {
    expect(rejected({ ...NO_CPU, enabled: false, minReplicas: 6 })).toEqual([]);
  });

  it.each([0, 1001])('rejects %d replicas', (minReplicas) => {
    expect(rejected({ minReplicas, maxReplicas: 1000 })).toEqual([
      expect.stringContaining('autoscaling.minReplicas is'),
    ]);
  });

  it.each([0, 1001])('rejects a target of %d percent', (percent) => {
    expect(rejected({ targetCPUUtilizationPercentage: percent })).toHaveLength(1);
  });
});

const METRIC = {
  type: 'Pods',
  pods: { metric: { name: 'requests' }, target: { type: 'AverageValue', averageValue: '100' } },
};

it('a target may be above the request', () => {
  const given = { targetCPUUtilizationPercentage: 150 };
  expect(at(specOf(stackWith(), given), 'metrics')).toEqual([utilization('cpu', 150)]);
});

it('metrics of the user stand after those of the chart, and are enough alone', () => {
  const metrics = [METRIC];
  expect(at(specOf(stackWith(), { metrics }), 'metrics')).toEqual([utilization('cpu', 80), METRIC]);
  expect(at(specOf(stackWith(), { ...NO_CPU, metrics }), 'metrics')).toEqual([METRIC]);
});

it('scaling policies of the user replace those of the chart', () => {
  const behavior = { scaleDown: { stabilizationWindowSeconds: 600 } };
  const stack = stackWith(() => ({ behavior: { scaleUp: { selectPolicy: 'Max' } } }));
  expect(at(specOf(stack), 'behavior')).toEqual({ scaleUp: { selectPolicy: 'Max' } });
  expect(at(specOf(stack, { behavior }), 'behavior')).toEqual(behavior);
  expect(specOf(stackWith())).not.toHaveProperty('behavior');
});

it.each<[string, JsonObject]>([
  ['metrics[0].type is', { metrics: [{ ...METRIC, type: 1 }] }],
  ['behavior.scaleDon', { behavior: { scaleDon: {} } }],
])('a wrong piece is rejected: %s', (sentence, given) => {
  expect(rejections(stackWith(), { autoscaling: { enabled: true, ...given } })).toEqual([
    expect.stringContaining(`autoscaling.${sentence}`),
  ]);
});

it('a standard target holds where there is no other target and no metric', () => {
  const stack = () => stackWith(() => ({ standardCpu: 60 }));
  expect(at(specOf(stack(), NO_CPU), 'metrics')).toEqual([utilization('cpu', 60)]);
  const memory = { ...NO_CPU, targetMemoryUtilizationPercentage: 70 };
  expect(at(specOf(stack(), memory), 'metrics')).toEqual([utilization('memory', 70)]);
  expect(at(specOf(stack(), { ...NO_CPU, metrics: [METRIC] }), 'metrics')).toEqual([METRIC]);
});

describe('in a loop over services', () => {
  const looped = () => {
    const services = {
      services: mapOf(
        {},
        'Services.',
        entry('A service.', {
          autoscaling: section(
            'Autoscaler.',
            autoscalingValues({ minReplicas: 1, maxReplicas: 3 }).shape.fields,
          ),
        }),
        { key: /^[a-z]+$/, expects: 'letters', samples: ['web'] },
      ),
    };
    const stack = new TinyStack(services);
    const loop = new ForEachEntry(stack, 'services', stack.values.services, { key: 'key', entry: 'service' });
    const path = text`services.${loop.key}.autoscaling`;
    addAutoscaler(loop, stack.main, loop.entry.autoscaling, { path });
    return stack;
  };
  const service = (given: JsonObject) => ({ autoscaling: { enabled: true, ...given } });

  it('each service has its own, with the defaults for what it does not say', () => {
    const objects = objectsFor(looped(), {
      services: {
        a: service({ targetCPUUtilizationPercentage: 50 }),
        b: { autoscaling: { enabled: false } },
        c: {},
      },
    });
    expect(objects.map((object) => at(object, 'spec', 'maxReplicas'))).toEqual([3]);
  });

  it('the sentences name the service', () => {
    const given = {
      services: { a: service({ minReplicas: 4, targetCPUUtilizationPercentage: 50 }), b: service({}) },
    };
    expect(rejections(looped(), given)).toEqual([
      expect.stringMatching(/^services\.a\.autoscaling\.minReplicas is above /),
      expect.stringMatching(/^services\.b\.autoscaling is enabled without a target/),
    ]);
  });
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['hpa.yaml']);
});

it.each([
  [1, false, 0],
  [2, false, 1],
  [1, true, 1],
])(
  'with %d replicas and autoscaling %s there may be multiple replicas: %d',
  (replicaCount, enabled, count) => {
    const stack = new TinyStack({
      ...fields,
      replicaCount: integer(1, 'Replicas.', { minimum: 0, maximum: 9 }),
    });
    addConfigMap(stack, stack.main, { a: 'b' }, { when: multipleReplicas(stack, stack.values) });
    expect(objectsFor(stack, { replicaCount, autoscaling: { enabled } })).toHaveLength(count);
  },
);
