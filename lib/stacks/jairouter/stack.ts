import { orElse, releaseNamespace, text } from '../../engine/template/operators';
import type { Lines } from '../../engine/template/tree';
import { multipleReplicas } from '../../kubernetes/autoscaler';
import { addConfigMap } from '../../kubernetes/config-map';
import { addDashboard } from '../../kubernetes/dashboard';
import { addDeployment } from '../../kubernetes/deployment';
import { addExtraObjects } from '../../kubernetes/extra-objects';
import { addHelmTest } from '../../kubernetes/helm-test';
import { addHttpRoute } from '../../kubernetes/http-route';
import { tagOf } from '../../kubernetes/image';
import { addIngress } from '../../kubernetes/ingress';
import { addNamespace } from '../../kubernetes/namespace';
import { addNetworkPolicy } from '../../kubernetes/network-policy';
import { addPrometheusRule } from '../../kubernetes/prometheus-rule';
import { addRoute } from '../../kubernetes/route';
import { addService } from '../../kubernetes/service';
import { addServiceAccount } from '../../kubernetes/service-account';
import { addServiceMonitor } from '../../kubernetes/service-monitor';
import { Stack } from '../../kubernetes/stack';
import { jairouterAlerts } from './alerts';
import { addScaling } from './autoscaler';
import { jairouterChart } from './chart';
import { JAIROUTER_DASHBOARD } from './dashboard';
import { CONTAINER, jairouterPod } from './deployment';
import { jairouterConnections } from './network';
import { jairouterNotes } from './notes';
import { addJaiRouterSecret } from './secret';
import { addNodePort, NOT_NODE_PORT, SERVICE_SUFFIX } from './service';
import { checkVersion } from './software';
import { jairouterTest } from './test';
import { validate } from './validation';
import { jairouterValues } from './values';
import { addVolumes, recreateCondition, logsClaimOf, type JaiRouterVolumes } from './volume';

/** JAiRouter: a Spring Boot service that balances requests over model servers. */
export class JaiRouter extends Stack<(typeof jairouterValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(jairouterChart, jairouterValues, {
      selectedByApp: true,
      version: ({ values: { image } }) => tagOf(image),
    });
    const { main, values } = this;
    const { auth, monitoring, namespace, streaming } = values;
    const multiple = multipleReplicas(this, values);
    const recreate = recreateCondition(this);
    const secretName = this.namedString(
      'secretName',
      'Name of the Secret with the keys and passwords.',
      orElse(auth.existingSecret, text`${this.fullname}-secret`),
    );
    const volumes: JaiRouterVolumes = { recreate, logsClaim: logsClaimOf(this) };
    const serviceName = this.namedString(
      'serviceName',
      'Name of the Service.',
      text`${this.fullname}${SERVICE_SUFFIX}`,
    );
    checkVersion(this);
    validate(this, multiple);

    addNamespace(this, {
      name: releaseNamespace,
      labels: { name: releaseNamespace, 'pod-security.kubernetes.io/enforce': 'restricted' },
      when: namespace.create,
    });
    const configMap = addConfigMap(this, main, values.config);
    const secret = addJaiRouterSecret(this);
    const storeClaim = addVolumes(this, volumes);
    const account = addServiceAccount(this, main, values.serviceAccount);
    addDeployment(
      this,
      main,
      values,
      jairouterPod(this, { account, configMap, secret, secretName, storeClaim, volumes }),
    );
    const { nodePort, ...ownService } = values.service;
    addService(this, main, ownService, { suffix: SERVICE_SUFFIX });
    addNodePort(this, main, { nodePort, port: ownService.port });
    const service = { name: serviceName, port: ownService.port };
    addIngress(this, main, values.ingress, { service, streaming, suffix: '-ingress' });
    addHttpRoute(this, main, values.httpRoute, { service, maxSeconds: streaming.maxStreamSeconds });
    addRoute(this, main, values.route, { service: serviceName, maxSeconds: streaming.maxStreamSeconds });
    addScaling(this, CONTAINER);
    addServiceMonitor(this, main, monitoring.serviceMonitor, {
      suffix: '-monitor',
      services: [NOT_NODE_PORT],
    });
    addPrometheusRule(this, main, monitoring.prometheusRule, {
      suffix: '-rules',
      group: 'jairouter.rules',
      alerts: jairouterAlerts(this.fullname, serviceName, CONTAINER),
    });
    addDashboard(this, main, monitoring.dashboard, { json: JAIROUTER_DASHBOARD });
    addNetworkPolicy(this, main, values.networkPolicy, jairouterConnections(this));
    addHelmTest(this, main, values, jairouterTest(this, serviceName));
    addExtraObjects(this, values.extraObjects);
    this.notes = jairouterNotes(this, secretName, multiple);
  }
}
