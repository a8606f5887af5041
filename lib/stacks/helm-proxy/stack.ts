import { and, greaterThan, not } from '../../engine/template/operators';
import type { Lines } from '../../engine/template/tree';
import { addConfigMap } from '../../kubernetes/config-map';
import { addDeployment } from '../../kubernetes/deployment';
import { addExtraObjects } from '../../kubernetes/extra-objects';
import { addHelmTest } from '../../kubernetes/helm-test';
import { addHttpRoute } from '../../kubernetes/http-route';
import { tagOf } from '../../kubernetes/image';
import { addIngress } from '../../kubernetes/ingress';
import { addNetworkPolicy } from '../../kubernetes/network-policy';
import { addPodDisruptionBudget } from '../../kubernetes/pod-disruption-budget';
import { addRoute } from '../../kubernetes/route';
import { addService } from '../../kubernetes/service';
import { addServiceAccount } from '../../kubernetes/service-account';
import { Stack } from '../../kubernetes/stack';
import { addVerticalAutoscaler } from '../../kubernetes/vertical-autoscaler';
import { proxyChart } from './chart';
import { proxyFiles } from './config-map';
import { BODY_MEGABYTES } from './ingress';
import { CONTAINER, proxyPod } from './deployment';
import { proxyConnections } from './network';
import { proxyNotes } from './notes';
import { addPermissions, addTargetNamespaces } from './rbac';
import { addCredentials } from './secret';
import { checkVersion } from './software';
import { proxyTest } from './test';
import { validate } from './validation';
import { proxyValues } from './values';

/** The Helm Proxy: a REST service for the installation of Helm charts. It is stateless: its state is in Helm's releases. */
export class HelmProxy extends Stack<(typeof proxyValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(proxyChart, proxyValues, {
      selectedByApp: true,
      version: ({ values: { image } }) => tagOf(image),
    });
    const { main, values } = this;
    const { config, networkPolicy, rbac, replicaCount } = values;
    const rbacEnabled = this.namedCondition(
      'rbacEnabled',
      'Whether the Helm Proxy gets permissions in its own cluster.',
      and(rbac.create, not(config.kubeconfigSecret)),
    );
    checkVersion(this);
    validate(this, rbacEnabled);

    addTargetNamespaces(this);
    const account = addServiceAccount(this, main, values.serviceAccount);
    addPermissions(this, account, rbacEnabled);
    const credentials = addCredentials(this);
    const configMap = addConfigMap(this, main, proxyFiles(values));
    addDeployment(this, main, values, proxyPod(this, { account, configMap, credentials }));
    addService(this, main, values.service);
    const service = { name: main.name, port: values.service.port };
    const streaming = { maxStreamSeconds: config.timeout, maxBodyMegabytes: BODY_MEGABYTES };
    addIngress(this, main, values.ingress, { service, streaming });
    addHttpRoute(this, main, values.httpRoute, { service, maxSeconds: config.timeout });
    addRoute(this, main, values.route, { service: service.name, maxSeconds: config.timeout });
    addVerticalAutoscaler(this, main, values.verticalAutoscaling, { container: CONTAINER });
    addPodDisruptionBudget(this, main, values.podDisruptionBudget, { when: greaterThan(replicaCount, 1) });
    addNetworkPolicy(this, main, networkPolicy, proxyConnections(this));
    addHelmTest(this, main, values, proxyTest(this));
    addExtraObjects(this, values.extraObjects);
    this.notes = proxyNotes(this, account, credentials.present);
  }
}
