import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at, listAt, mapAt, mapsAt, stringAt } from './json';
import { metadataProblems, placed, selectorProblems, selects } from './metadata';
import { dnsLabel, dnsSubdomain } from './names';
import { podProblems } from './pods';
import { quantityOf, quantityProblem } from './quantities';

type Rules = (object: JsonObject, all: readonly JsonObject[]) => Generator<string>;

/** What the API server rejects in objects that make pods, and in what belongs to them. */
export const workloadRules: Readonly<Record<string, Rules>> = {
  *Deployment(object) {
    yield* templateProblems(object);
    yield* restarts(object, ['Always']);
    const rolling = at(object, 'spec', 'strategy', 'rollingUpdate');
    if (stringAt(object, 'spec', 'strategy', 'type') === 'Recreate' && rolling !== undefined)
      yield 'strategy is Recreate and has rollingUpdate';
    if (['0', '0%'].includes(String(at(rolling, 'maxSurge'))) && at(rolling, 'maxUnavailable') === 0)
      yield 'strategy lets no pod come and none go';
  },
  *StatefulSet(object, all) {
    const claims = mapsAt(object, 'spec', 'volumeClaimTemplates');
    yield* templateProblems(
      object,
      claims.map((claim) => stringAt(claim, 'metadata', 'name')),
    );
    yield* restarts(object, ['Always']);
    for (const claim of claims) yield* claimProblems(claim);
    const service = stringAt(object, 'spec', 'serviceName');
    const there = all.some(
      (other) => other['kind'] === 'Service' && stringAt(other, 'metadata', 'name') === service,
    );
    if (!there) yield `serviceName: there is no Service ${service}`;
  },
  *Job(object) {
    yield* podProblems(mapAt(object, 'spec', 'template'));
    yield* restarts(object, ['Never', 'OnFailure']);
  },
  *Pod(object) {
    yield* podProblems(object);
  },
  *HorizontalPodAutoscaler(object) {
    const [least, most] = [at(object, 'spec', 'minReplicas') ?? 1, at(object, 'spec', 'maxReplicas')];
    if (!(Number(least) >= 1)) yield 'minReplicas is less than 1';
    if (!(Number(most) >= Number(least))) yield 'maxReplicas is less than minReplicas';
    if (listAt(object, 'spec', 'metrics').length === 0) yield 'metrics: there is none';
    for (const metric of mapsAt(object, 'spec', 'metrics'))
      if (
        at(metric, 'type') === 'Resource' &&
        !(Number(at(metric, 'resource', 'target', 'averageUtilization')) >= 1)
      )
        yield 'metrics: a utilization is less than 1';
    for (const way of ['scaleUp', 'scaleDown']) {
      const behavior = at(object, 'spec', 'behavior', way);
      const window = Number(at(behavior, 'stabilizationWindowSeconds') ?? 0);
      if (!(window >= 0 && window <= 3600)) yield `${way}: the window is not from 0 to 3600`;
      for (const policy of mapsAt(behavior, 'policies')) {
        const period = Number(at(policy, 'periodSeconds'));
        if (!(period >= 1 && period <= 1800)) yield `${way}: a period is not from 1 to 1800`;
        if (!(Number(at(policy, 'value')) >= 1)) yield `${way}: a value is less than 1`;
      }
    }
  },
  *VerticalPodAutoscaler(object) {
    for (const policy of mapsAt(object, 'spec', 'resourcePolicy', 'containerPolicies')) {
      for (const [resource, least] of Object.entries(mapAt(policy, 'minAllowed'))) {
        const most = at(policy, 'maxAllowed', resource);
        yield* placed(`minAllowed.${resource}`, quantityProblem(least));
        // The admission controller of the autoscaler rejects it.
        if (most !== undefined && (quantityOf(least) ?? 0n) > (quantityOf(most) ?? 0n))
          yield `minAllowed.${resource}: ${String(least)} is above maxAllowed ${String(most)}`;
      }
    }
  },
  *PodDisruptionBudget(object) {
    const given = ['minAvailable', 'maxUnavailable'].filter((key) => at(object, 'spec', key) !== undefined);
    if (given.length !== 1) yield 'has not one of minAvailable and maxUnavailable';
    const amounts = given.map((key) => String(at(object, 'spec', key)));
    if (amounts.some((amount) => !/^([0-9]+|([0-9]|[1-9][0-9]|100)%)$/.test(amount)))
      yield 'has a negative number';
    yield* selectorProblems('selector', at(object, 'spec', 'selector'));
  },
  PersistentVolumeClaim: claimProblems,
};

function* templateProblems(object: JsonObject, claims: readonly string[] = []): Generator<string> {
  const template = mapAt(object, 'spec', 'template');
  yield* podProblems(template, claims);
  yield* selectorProblems('selector', at(object, 'spec', 'selector'));
  if (!selects(at(object, 'spec', 'selector', 'matchLabels'), at(template, 'metadata', 'labels')))
    yield 'selector does not select the pods of the template';
  const replicas = at(object, 'spec', 'replicas');
  if (replicas !== undefined && !(Number(replicas) >= 0)) yield 'replicas is negative';
}

function* restarts(object: JsonObject, policies: readonly string[]): Generator<string> {
  const policy = stringAt(object, 'spec', 'template', 'spec', 'restartPolicy') || 'Always';
  if (!policies.includes(policy)) yield `restartPolicy is ${policy}`;
}

function* claimProblems(claim: JsonObject): Generator<string> {
  if (listAt(claim, 'spec', 'accessModes').length === 0) yield 'accessModes: there is none';
  const size = at(claim, 'spec', 'resources', 'requests', 'storage');
  yield* placed('storage', quantityProblem(size));
  if ((quantityOf(size) ?? 0n) === 0n) yield 'storage is zero';
  const storageClass = at(claim, 'spec', 'storageClassName');
  // Empty: no class, and no provisioning.
  if (storageClass !== undefined && storageClass !== '')
    yield* placed('storageClassName', dnsSubdomain(String(storageClass)));
  // A template of a StatefulSet is checked through its StatefulSet.
  if (claim['kind'] === undefined)
    yield* placed('metadata.name', dnsLabel(stringAt(claim, 'metadata', 'name')));
  else yield* metadataProblems(claim);
}
