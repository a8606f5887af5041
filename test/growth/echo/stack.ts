import { appVersion, text, releaseName } from '../../../lib/engine/template/operators';
import { lines, type Lines } from '../../../lib/engine/template/tree';
import { addDeployment } from '../../../lib/kubernetes/deployment';
import { addExtraObjects } from '../../../lib/kubernetes/extra-objects';
import { addHelmTest } from '../../../lib/kubernetes/helm-test';
import { imageOf, tagOf } from '../../../lib/kubernetes/image';
import { addNetworkPolicy, podsOf, toDns } from '../../../lib/kubernetes/network-policy';
import { addService, HTTP } from '../../../lib/kubernetes/service';
import { addServiceAccount } from '../../../lib/kubernetes/service-account';
import { Stack } from '../../../lib/kubernetes/stack';
import { validateResources, validatePods } from '../../../lib/kubernetes/validation';
import { echoChart } from './chart';
import { echoValues } from './values';

const PORT = 5678;

/** The echo: one Deployment, its Service, who may connect to whom, and `helm test`. */
export class Echo extends Stack<(typeof echoValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(echoChart, echoValues, { version: ({ values: { image } }) => tagOf(image) });
    const { values, main } = this;
    validateResources(this, 'resources', values.resources);
    validatePods(this, values);
    const account = addServiceAccount(this, main, values.serviceAccount);
    addDeployment(this, main, values, {
      restartOn: { message: values.message },
      serviceAccountName: account,
      securityContext: values.podSecurityContext,
      containers: [
        {
          name: 'echo',
          image: imageOf(this, 'image', values.image, appVersion),
          imagePullPolicy: values.image.pullPolicy,
          args: [text`-text=${values.message}`],
          ports: [{ name: HTTP, containerPort: PORT, protocol: 'TCP' }],
          resources: values.resources,
          securityContext: values.containerSecurityContext,
        },
      ],
      scheduling: values,
    });
    addService(this, main, values.service);
    addNetworkPolicy(this, main, values.networkPolicy, {
      from: [{ peers: [podsOf(this.testLabels)], ports: [PORT] }],
      to: [toDns(values.networkPolicy)],
    });
    addHelmTest(this, main, values, {
      labels: this.testLabels,
      container: {
        name: 'wget',
        image: imageOf(this, 'testImage', values.testImage),
        imagePullPolicy: values.testImage.pullPolicy,
        command: ['sh', '-c', 'wget -q -O - "$URL"'],
        env: [{ name: 'URL', value: text`http://${this.fullname}:${values.service.port}/` }],
      },
    });
    addExtraObjects(this, values.extraObjects);
    this.notes = lines(
      text`${this.fullname} answers with one text.`,
      text`  helm test ${releaseName} --namespace ${this.namespace}`,
    );
  }
}
