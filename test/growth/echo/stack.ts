import { Resource } from '../../../lib/engine/template/resource';
import { text, releaseName, checksum } from '../../../lib/engine/template/operators';
import { lines, type Lines } from '../../../lib/engine/template/tree';
import { testConnection } from '../../../lib/kubernetes/helm-test';
import { imageOf } from '../../../lib/kubernetes/image';
import * as k8s from '../../../lib/kubernetes/k8s';
import { dns, podsOf, restrictNetwork } from '../../../lib/kubernetes/network-policy';
import { refuseWrongPods } from '../../../lib/kubernetes/pod-refusals';
import { refuseRequestsAboveLimits } from '../../../lib/kubernetes/resources';
import { scheduling } from '../../../lib/kubernetes/scheduling';
import { restrictedContainer, restrictedPod } from '../../../lib/kubernetes/security';
import { exposeViaService, HTTP } from '../../../lib/kubernetes/service';
import { runAs } from '../../../lib/kubernetes/service-account';
import { Stack } from '../../../lib/kubernetes/stack';
import { echoChart } from './chart';
import { echoValues } from './values';

const PORT = 5678;
const USER = 65_532;
const TEST_LABELS = { 'app.kubernetes.io/name': 'echo-test', 'app.kubernetes.io/instance': releaseName };

/** The echo: one Deployment, its Service, who may connect to whom, and `helm test`. */
export class Echo extends Stack<(typeof echoValues)['shape']['fields']> {
  readonly notes: Lines<string>;

  constructor() {
    super(echoChart, echoValues);
    const { values, main } = this;
    refuseRequestsAboveLimits(this, 'resources', values.resources);
    refuseWrongPods(this, values);
    const serviceAccountName = runAs(this, main, values.serviceAccount);
    Resource.of(this, 'deployment', {
      of: k8s.KubeDeployment,
      manifest: {
        metadata: main.metadata(),
        spec: {
          replicas: values.replicaCount,
          selector: { matchLabels: main.selector },
          template: {
            metadata: {
              labels: main.podLabels,
              annotations: { 'checksum/message': checksum(values.message) },
            },
            spec: {
              serviceAccountName,
              automountServiceAccountToken: false,
              imagePullSecrets: values.imagePullSecrets,
              securityContext: restrictedPod(USER),
              containers: [
                {
                  name: 'echo',
                  image: imageOf(values.image),
                  imagePullPolicy: values.image.pullPolicy,
                  args: [text`-text=${values.message}`],
                  ports: [{ name: HTTP, containerPort: PORT, protocol: 'TCP' }],
                  resources: values.resources,
                  securityContext: restrictedContainer,
                },
              ],
              ...scheduling(values, main),
            },
          },
        },
      },
    });
    exposeViaService(this, main, values.service);
    restrictNetwork(this, main, {
      enabled: values.networkPolicy.enabled,
      from: [{ peers: [podsOf(TEST_LABELS)], ports: [PORT] }],
      to: [dns],
    });
    testConnection(this, main, {
      labels: TEST_LABELS,
      user: USER,
      imagePullSecrets: values.imagePullSecrets,
      container: {
        name: 'wget',
        image: 'busybox:1.37.0',
        command: ['sh', '-c', 'wget -q -O - "$URL"'],
        env: [{ name: 'URL', value: text`http://${this.fullname}:${values.service.port}/` }],
      },
    });
    this.notes = lines(text`${this.fullname} answers with one text.`);
  }
}
