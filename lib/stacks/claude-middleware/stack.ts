import { or, text } from '../../engine/template/operators';
import { choose, type Lines } from '../../engine/template/tree';
import { addAutoscaler, multipleReplicas, scalesByResources } from '../../kubernetes/autoscaler';
import { addDeployment } from '../../kubernetes/deployment';
import { addExtraObjects } from '../../kubernetes/extra-objects';
import { addHelmTest } from '../../kubernetes/helm-test';
import { addHttpRoute } from '../../kubernetes/http-route';
import { addIngress } from '../../kubernetes/ingress';
import { addScaledObject, kedaScalesByResources } from '../../kubernetes/keda';
import { addNetworkPolicy } from '../../kubernetes/network-policy';
import { addPodDisruptionBudget } from '../../kubernetes/pod-disruption-budget';
import { addRoute } from '../../kubernetes/route';
import { addService } from '../../kubernetes/service';
import { addServiceAccount } from '../../kubernetes/service-account';
import { Stack } from '../../kubernetes/stack';
import { addVerticalAutoscaler } from '../../kubernetes/vertical-autoscaler';
import { middlewareChart } from './chart';
import { CONTAINER, middlewarePod } from './deployment';
import { middlewareImage, middlewareTag } from './image';
import { middlewareConnections } from './network';
import { middlewareNotes } from './notes';
import { addMiddlewareSecrets } from './secret';
import { checkVersion } from './software';
import { middlewareTest } from './test';
import { validate } from './validation';
import { middlewareValues } from './values';

/** The Claude middleware: a Go proxy that selects an account of the relay for each request and forwards the request. */
export class ClaudeMiddleware extends Stack<(typeof middlewareValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(middlewareChart, middlewareValues, {
      selectedByApp: true,
      version: ({ values: { image } }) => middlewareTag(image),
    });
    const { main, values } = this;
    const { autoscaling, loadBalancer, networkPolicy, relay, streaming } = values;
    const multiple = multipleReplicas(this, values);
    const targetUrl = this.namedString(
      'targetUrl',
      'URL of the relay.',
      choose(relay.tls, text`https://${relay.host}:${relay.port}`, text`http://${relay.host}:${relay.port}`),
    );
    const image = middlewareImage(this);
    checkVersion(this);
    validate(this);

    const secrets = addMiddlewareSecrets(this);
    const account = addServiceAccount(this, main, values.serviceAccount);
    const pod = middlewarePod(this, { account, image, multipleReplicas: multiple, secrets, targetUrl });
    addDeployment(this, main, values, pod);
    const serviceName = addService(this, main, values.service, { suffix: '-service' });
    // The document's additional Service.
    addService(
      this,
      main,
      { ...loadBalancer, type: 'LoadBalancer', loadBalancerSourceRanges: loadBalancer.sourceRanges },
      { suffix: '-lb', id: 'service-lb', when: loadBalancer.enabled, path: 'loadBalancer' },
    );
    const service = { name: serviceName, port: values.service.port };
    addIngress(this, main, values.ingress, { service, streaming, suffix: '-ingress' });
    addHttpRoute(this, main, values.httpRoute, { service, maxSeconds: streaming.maxStreamSeconds });
    addRoute(this, main, values.route, { service: serviceName, maxSeconds: streaming.maxStreamSeconds });
    addAutoscaler(this, main, autoscaling);
    addScaledObject(this, main, values.keda, { autoscaling: autoscaling.enabled });
    addVerticalAutoscaler(this, main, values.verticalAutoscaling, {
      scaledByResources: or(scalesByResources(autoscaling), kedaScalesByResources(values.keda)),
      container: CONTAINER,
    });
    addPodDisruptionBudget(this, main, values.podDisruptionBudget, { when: multiple });
    addNetworkPolicy(this, main, networkPolicy, middlewareConnections(this));
    addHelmTest(
      this,
      main,
      values,
      middlewareTest(this, image, [text`http://${serviceName}:${service.port}`, targetUrl]),
    );
    addExtraObjects(this, values.extraObjects);
    this.notes = middlewareNotes(this, targetUrl);
  }
}
