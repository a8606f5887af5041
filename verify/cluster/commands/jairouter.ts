import { aPodOf, describes, has, listsPodsOf, names, prints, runsPods, settles } from './checks';
import { asksFor, attachesAndRemoves, calls, leadsTo, wouldMeasure } from './container-checks';
import { JAIROUTER_MANIFESTS } from './jairouter-manifests';
import { deleted } from './setups';
import type { Scenario } from './step';

const NAMESPACE = 'jairouter';
const NAME = 'jairouter';
const SERVICE = 'jairouter-service.jairouter.svc.cluster.local';
const IMAGE = '.spec.template.spec.containers[0].image';
const NEW_IMAGE = 'jairouter/model-router:v1.1.0';
const POD = { 'jairouter-xxx-yyy': aPodOf(NAMESPACE, NAME) };

/** The command that the chart's README gives instead of one that the API server rejects. */
export const HALT =
  'kubectl patch hpa jairouter-hpa -n jairouter ' +
  `-p '{"spec":{"behavior":{"scaleUp":{"selectPolicy":"Disabled"},"scaleDown":{"selectPolicy":"Disabled"}}}}'`;

export const JAIROUTER: Scenario = {
  name: 'jairouter from manifests',
  folder: 'jairouter',
  withHelm: false,
  steps: [
    ...JAIROUTER_MANIFESTS,

    { id: 'J-C20', is: 'runs', finds: [listsPodsOf(NAMESPACE, NAME)] },
    { id: 'J-C21', is: 'runs', finds: [names('jairouter'), prints(/^jairouter +3\/3 /m)] },
    { id: 'J-C22', is: 'runs', finds: [names('jairouter-service', 'jairouter-nodeport')] },
    { id: 'J-C23', is: 'runs', finds: [names('jairouter-ingress', 'jairouter.example.com')] },
    { id: 'J-C24', is: 'runs', finds: [names('jairouter-hpa'), prints(/Deployment\/jairouter/)] },
    {
      id: 'J-C25',
      is: 'container',
      reason: 'Logs are those of a container.',
      run: true,
      ...asksFor('containerLogs', NAMESPACE, { jairouter: 'jairouter' }, 'one'),
    },
    {
      id: 'J-C26',
      is: 'container',
      reason: 'Logs are those of a container.',
      run: true,
      replace: POD,
      ...asksFor('containerLogs', NAMESPACE, { jairouter: 'jairouter' }, 'one'),
    },
    {
      id: 'J-C27',
      is: 'container',
      reason: 'Logs are those of a container.',
      run: true,
      ...asksFor('containerLogs', NAMESPACE, { jairouter: 'jairouter' }, 'all'),
    },

    {
      id: 'J-C28',
      is: 'runs',
      finds: [names('jairouter', 'updated'), has(NAMESPACE, 'deployment/jairouter', IMAGE, NEW_IMAGE)],
    },
    { id: 'J-C29', is: 'runs', finds: [prints(/deployment "jairouter" successfully rolled out/)] },
    { id: 'J-C30', is: 'runs', finds: [prints(/deployment\.apps\/jairouter/), prints(/^1 .*\n2 /m)] },
    {
      id: 'J-C31',
      is: 'runs',
      finds: [
        prints(/deployment\.apps\/jairouter rolled back/),
        async (context, outcome) => {
          const field = `jsonpath={${IMAGE}}`;
          const image = await context.cluster.kubectl(
            'get',
            'deployment/jairouter',
            '-n',
            NAMESPACE,
            '-o',
            field,
          );
          if (image === NEW_IMAGE || outcome.code !== 0)
            throw new Error(`The image must not be ${image} any more.`);
        },
      ],
    },
    {
      id: 'J-C32',
      is: 'runs',
      finds: [
        prints(/deployment\.apps\/jairouter rolled back/),
        has(NAMESPACE, 'deployment/jairouter', IMAGE, NEW_IMAGE),
        settles(NAMESPACE),
      ],
    },

    { id: 'J-C33', is: 'runs', finds: [names('jairouter', 'scaled'), runsPods(NAMESPACE, NAME, 5)] },
    { id: 'J-C34', is: 'runs', finds: [describes('jairouter-hpa'), prints(/Deployment\/jairouter/)] },
    {
      id: 'J-C35',
      is: 'rejected',
      says: /spec\.minReplicas: Invalid value: 0: must be greater than or equal to 1/,
      reason: 'An autoscaler takes no 0 as a number of pods.',
      document: 'docs/deviations.md#jairouter-replicas',
      instead: {
        line: () => HALT,
        finds: [
          names('jairouter-hpa', 'patched'),
          has(NAMESPACE, 'hpa/jairouter-hpa', '.spec.behavior.scaleDown.selectPolicy', 'Disabled'),
        ],
      },
    },

    {
      id: 'J-C36',
      is: 'runs',
      replace: POD,
      finds: [prints(/^Name: +jairouter-/m), prints(/^Controlled By: +ReplicaSet\/jairouter-/m)],
    },
    { id: 'J-C37', is: 'runs', finds: [prints(/SuccessfulCreate +replicaset\/jairouter-/)] },
    {
      id: 'J-C38',
      is: 'container',
      reason: 'A shell in a container.',
      run: true,
      replace: POD,
      ...asksFor('exec', NAMESPACE, { jairouter: 'jairouter' }, 'one'),
    },
    {
      id: 'J-C39',
      is: 'container',
      reason: 'A kubelet measures containers.',
      run: true,
      finds: [wouldMeasure(NAMESPACE, NAME)],
    },
    {
      id: 'J-C40',
      is: 'container',
      reason: 'A shell in a container.',
      run: true,
      finds: [attachesAndRemoves('default', 'test-pod')],
    },
    {
      id: 'J-C41',
      is: 'container',
      reason: 'Asked in a container, of the name service of the cluster.',
      run: false,
      finds: [calls(SERVICE), leadsTo(NAMESPACE, 'jairouter-service', 80, NAME)],
    },
    {
      id: 'J-C42',
      is: 'container',
      reason: 'Asked in a container, and the answer is that of another.',
      run: false,
      finds: [calls(`http://${SERVICE}`), leadsTo(NAMESPACE, 'jairouter-service', 80, NAME)],
    },
    {
      id: 'J-C43',
      is: 'runs',
      finds: [names('jairouter-service'), prints(/^jairouter-service +\d+\.\d+\.\d+\.\d+:8080,/m)],
    },
    {
      id: 'J-C44',
      is: 'runs',
      // With the addresses of the pods behind it.
      finds: [
        describes('jairouter-ingress'),
        prints(/jairouter-service:(80|http) \(\d+\.\d+\.\d+\.\d+:8080,/),
      ],
    },
    { id: 'J-C45', is: 'runs', finds: [prints(/^jairouter-logs-pvc +Bound /m)] },
    { id: 'J-C46', is: 'runs', finds: [prints(/ Bound +jairouter\/jairouter-logs-pvc /)] },
    { id: 'J-C47', is: 'runs', finds: [prints(/^nfs-client \(default\) /m)] },
    {
      id: 'J-C48',
      is: 'runs',
      replace: POD,
      finds: [prints(/^Volumes:$/m), names('jairouter-config')],
    },
    deleted(NAMESPACE),
  ],
};
