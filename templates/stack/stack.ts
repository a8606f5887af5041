import { greaterThan, or } from '../../lib/engine/template/operators';
import type { Lines } from '../../lib/engine/template/tree';
import { addAutoscaler } from '../../lib/kubernetes/autoscaler';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { addExtraObjects } from '../../lib/kubernetes/extra-objects';
import { addHelmTest } from '../../lib/kubernetes/helm-test';
import { addHttpRoute } from '../../lib/kubernetes/http-route';
import { tagOf } from '../../lib/kubernetes/image';
import { addIngress } from '../../lib/kubernetes/ingress';
import { addNetworkPolicy } from '../../lib/kubernetes/network-policy';
import { addPodDisruptionBudget } from '../../lib/kubernetes/pod-disruption-budget';
import { addRoute } from '../../lib/kubernetes/route';
import { addService } from '../../lib/kubernetes/service';
import { addServiceAccount } from '../../lib/kubernetes/service-account';
import { addServiceMonitor } from '../../lib/kubernetes/service-monitor';
import { Stack } from '../../lib/kubernetes/stack';
import { webAppChart } from './chart';
import { webAppPod } from './deployment';
import { webAppConnections } from './network';
import { webAppNotes } from './notes';
import { webAppTest } from './test';
import { validate } from './validation';
import { webAppValues } from './values';

/** Maximum size of a request body, in megabytes. */
const BODY_MEGABYTES = 10;

/** Web app: a stateless service. */
export class WebApp extends Stack<(typeof webAppValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(webAppChart, webAppValues, { version: ({ values: { image } }) => tagOf(image) });
    const { main, values } = this;
    const { autoscaling, replicaCount, timeoutSeconds } = values;
    validate(this);

    const account = addServiceAccount(this, main, values.serviceAccount);
    addDeployment(this, main, values, webAppPod(this, account));
    addService(this, main, values.service);
    const service = { name: main.name, port: values.service.port };
    const streaming = { maxStreamSeconds: timeoutSeconds, maxBodyMegabytes: BODY_MEGABYTES };
    addIngress(this, main, values.ingress, { service, streaming });
    addHttpRoute(this, main, values.httpRoute, { service, maxSeconds: timeoutSeconds });
    addRoute(this, main, values.route, { service: service.name, maxSeconds: timeoutSeconds });
    addAutoscaler(this, main, autoscaling);
    addPodDisruptionBudget(this, main, values.podDisruptionBudget, {
      when: or(autoscaling.enabled, greaterThan(replicaCount, 1)),
    });
    addServiceMonitor(this, main, values.serviceMonitor);
    addNetworkPolicy(this, main, values.networkPolicy, webAppConnections(this));
    addHelmTest(this, main, values, webAppTest(this));
    addExtraObjects(this, values.extraObjects);
    this.notes = webAppNotes(this);
  }
}
