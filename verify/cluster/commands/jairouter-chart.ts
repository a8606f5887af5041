import { exist, isDeployed, isEmpty, names, prints, settles } from './checks';
import { deleted, isGone } from './setups';
import type { Scenario } from './step';

const NAMESPACE = 'jairouter';
const REQUIRED = [
  ' --set auth.apiKey=your-api-key-here',
  ' --set auth.jwtSecret=your-jwt-secret-of-32-characters',
  ' --set auth.adminPassword=your-admin-password',
].join('');

export const JAIROUTER_CHART: Scenario = {
  name: 'jairouter from its chart',
  folder: 'jairouter',
  withHelm: true,
  steps: [
    ...['J-C14', 'J-C15'].map((id) => ({
      id,
      is: 'elsewhere' as const,
      reason: 'The shell, to write a chart by hand; a synthesis writes it here.',
    })),
    isGone(NAMESPACE),
    {
      id: 'J-C16',
      is: 'rejected',
      says: /auth\.apiKey is required/,
      reason:
        'JAiRouter exits without a JWT secret, and its image has a key and a password that everybody knows.',
      document: 'docs/deviations.md#jairouter-default-installation',
      instead: {
        line: (documented) => documented + REQUIRED,
        finds: [
          prints(/STATUS: deployed/),
          settles(NAMESPACE),
          exist(
            NAMESPACE,
            ...['deployment/jairouter', 'configmap/jairouter-config', 'pvc/jairouter-logs', 'sa/jairouter'],
            ...['service/jairouter-service', 'ingress/jairouter-ingress', 'hpa/jairouter-hpa'],
            ...['servicemonitor/jairouter-monitor', 'prometheusrule/jairouter-rules'],
          ),
        ],
      },
    },
    { id: 'J-C18', is: 'runs', finds: [names('jairouter'), prints(/STATUS: deployed/)] },
    {
      id: 'J-C17',
      is: 'runs',
      finds: [prints(/STATUS: deployed/), settles(NAMESPACE), isDeployed(NAMESPACE, 'jairouter', 2)],
    },
    { id: 'J-C19', is: 'runs', finds: [prints(/release "jairouter" uninstalled/), isEmpty(NAMESPACE)] },
    deleted(NAMESPACE),
  ],
};
