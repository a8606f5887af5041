import { areAbsent, exist, names, prints, settles, waitUntil } from './checks';
import type { Runs, Step } from './step';
import { OTHER_FILE } from './workplace';

const NAMESPACE = 'jairouter';
const CLASS = 'nfs-client';

/** `kubectl apply` of one of the document's files, which makes or keeps these objects. */
const applies = (id: string, ...objects: readonly string[]): Runs => ({
  id,
  is: 'runs',
  finds: [
    prints(/ (created|configured|unchanged)$/m),
    names(...objects.map(nameIn)),
    exist(NAMESPACE, ...objects),
  ],
});

function nameIn(object: string): string {
  return object.slice(object.indexOf('/') + 1);
}

/** From a cluster without anything to pods that run. */
export const JAIROUTER_MANIFESTS: readonly Step[] = [
  {
    setup: `a storage class ${CLASS}, as a provisioner brings it`,
    do: ({ cluster }) =>
      cluster.apply({
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: CLASS },
        provisioner: 'cluster.local/nfs-subdir-external-provisioner',
      }),
  },
  { id: 'J-C01', is: 'runs', finds: [names(CLASS)] },
  { id: 'J-C02', is: 'runs', replace: { '<storage-class-name>': CLASS }, finds: [names(CLASS, 'patched')] },
  applies('J-C03', 'namespace/jairouter'),
  applies('J-C04', 'configmap/jairouter-config'),
  applies('J-C05', 'secret/jairouter-secret'),
  {
    id: 'J-C06',
    is: 'runs',
    finds: [
      names('jairouter-logs-pvc'),
      exist(NAMESPACE, 'pvc/jairouter-logs-pvc'),
      // The other one is for a single pod; see docs/deviations.md, "JAiRouter: several pods and the volume".
      areAbsent(NAMESPACE, 'pvc/jairouter-config-pvc'),
    ],
  },
  {
    setup: 'what the document has no file for: a ServiceAccount, a network policy, a budget',
    do: ({ cluster, place, folder }) =>
      cluster.kubectl('apply', '-f', `${place.folder}/${folder}/${OTHER_FILE}`),
  },
  applies('J-C07', 'deployment/jairouter'),
  applies('J-C08', 'service/jairouter-service', 'service/jairouter-nodeport'),
  applies('J-C09', 'ingress/jairouter-ingress'),
  applies('J-C10', 'hpa/jairouter-hpa'),
  applies('J-C11', 'vpa/jairouter-vpa'),
  applies('J-C12', 'servicemonitor/jairouter-monitor'),
  applies('J-C13', 'prometheusrule/jairouter-rules'),
  {
    setup: 'its pods run, as many as the autoscaler wants at the least',
    do: async (context) => {
      const three = '--for=jsonpath={.spec.replicas}=3';
      await context.cluster.kubectl('wait', 'deployment/jairouter', '-n', NAMESPACE, three, '--timeout=120s');
      await waitUntil(settles(NAMESPACE), context);
    },
  },
];
