import { or, orElse, text } from '../../engine/template/operators';
import type { Lines } from '../../engine/template/tree';
import { addAutoscaler, multipleReplicas, scalesByResources } from '../../kubernetes/autoscaler';
import { addConfigMap } from '../../kubernetes/config-map';
import { addDeployment } from '../../kubernetes/deployment';
import { addExtraObjects } from '../../kubernetes/extra-objects';
import { addHelmTest } from '../../kubernetes/helm-test';
import { addHttpRoute } from '../../kubernetes/http-route';
import { tagOf } from '../../kubernetes/image';
import { addIngress } from '../../kubernetes/ingress';
import { addScaledObject, kedaScalesByResources } from '../../kubernetes/keda';
import { addNetworkPolicy } from '../../kubernetes/network-policy';
import { addPodDisruptionBudget } from '../../kubernetes/pod-disruption-budget';
import { addRedis, type Redis } from '../../kubernetes/redis/redis';
import { addRoute } from '../../kubernetes/route';
import { addService } from '../../kubernetes/service';
import { addServiceAccount } from '../../kubernetes/service-account';
import { addServiceMonitor } from '../../kubernetes/service-monitor';
import { Stack } from '../../kubernetes/stack';
import { addVerticalAutoscaler } from '../../kubernetes/vertical-autoscaler';
import { addVolume } from '../../kubernetes/volume';
import { relayChart } from './chart';
import { CONTAINER, relayPod } from './deployment';
import { relayEnv } from './env';
import { clientsOfRedis, relayConnections } from './network';
import { relayNotes } from './notes';
import { addRelaySecret } from './secret';
import { checkVersion } from './software';
import { relayTest } from './test';
import { validate } from './validation';
import { relayValues } from './values';
import { dataVolume } from './volume';

/** The Claude relay: a Node.js service in front of several Claude accounts, with all its state in Redis. */
export class ClaudeRelay extends Stack<(typeof relayValues)['shape']['fields']> {
  readonly notes: Lines<string>;
  /** Redis with all state of the relay, bundled or external. */
  readonly redis: Redis;

  constructor() {
    super(relayChart, relayValues, { version: ({ values: { image } }) => tagOf(image) });
    const { main, values } = this;
    const { autoscaling, config, networkPolicy, streaming } = values;
    const multiple = multipleReplicas(this, values);
    const volume = dataVolume(this, multiple);
    const secretName = this.namedString(
      'secretName',
      'Name of the Secret with the keys of the application.',
      orElse(config.existingSecret, text`${this.fullname}-secret`),
    );
    const version = checkVersion(this);
    validate(this, multiple, version);

    const redis = addRedis(
      this,
      main,
      {
        bundled: values.redis,
        external: values.externalRedis,
        chart: values,
        networkPolicy: networkPolicy.enabled,
      },
      { alsoFrom: [clientsOfRedis(values)] },
    );
    this.redis = redis;
    const account = addServiceAccount(this, main, values.serviceAccount);
    const configMap = addConfigMap(
      this,
      main,
      relayEnv(this, { redis, multipleReplicas: multiple, version }),
    );
    const secret = addRelaySecret(this);
    const claim = addVolume(this, main, volume.claim, volume);
    const pod = relayPod(this, { account, claim, configMap, redis, secret, secretName, volume });
    addDeployment(this, main, values, pod);
    addService(this, main, values.service);
    const service = { name: main.name, port: values.service.port };
    addIngress(this, main, values.ingress, { service, streaming });
    addHttpRoute(this, main, values.httpRoute, { service, maxSeconds: streaming.maxStreamSeconds });
    addRoute(this, main, values.route, { service: service.name, maxSeconds: streaming.maxStreamSeconds });
    addAutoscaler(this, main, autoscaling);
    addScaledObject(this, main, values.keda, { autoscaling: autoscaling.enabled });
    addVerticalAutoscaler(this, main, values.verticalAutoscaling, {
      scaledByResources: or(scalesByResources(autoscaling), kedaScalesByResources(values.keda)),
      container: CONTAINER,
    });
    addPodDisruptionBudget(this, main, values.podDisruptionBudget, { when: multiple });
    addServiceMonitor(this, main, values.serviceMonitor);
    addNetworkPolicy(this, main, networkPolicy, relayConnections(this, redis));
    addHelmTest(this, main, values, relayTest(this));
    addExtraObjects(this, values.extraObjects);
    this.notes = relayNotes(this, { multipleReplicas: multiple, secretName, version });
  }
}
