import { areAbsent, has, isDeployed, names, prints, settles } from './checks';
import { deleted, newNamespace, passwords, surroundings, uninstalled, withoutSurroundings } from './setups';
import type { Check, Runs, Scenario } from './step';

const DEV = 'mcp-dev';
const PROD = 'mcp-prod';
const GATEWAY_IMAGE = '.spec.template.spec.containers[0].image';

/** The script deploys a release to a namespace, waits for it, and says so. */
const deploys = (
  id: string,
  namespace: string,
  release: string,
  revision: number,
  ...more: Check[]
): Runs => ({
  id,
  is: 'runs',
  waits: true,
  finds: [
    prints(new RegExp(`Done: ${release} is deployed to ${namespace}, and all its workloads are ready\\.`)),
    settles(namespace),
    isDeployed(namespace, release, revision),
    ...more,
  ],
});

/** Somebody has said yes: production is asked for, where the document deploys at once (docs/deviations.md). */
const confirmed = (runs: Runs): Runs => ({
  ...runs,
  replace: { './helm-deploy.sh': 'STACKS_YES=true ./helm-deploy.sh' },
});

/** A dry run shows what would be deployed and deploys nothing. */
const shows = (id: string): Runs => ({
  id,
  is: 'runs',
  finds: [
    prints(/Nothing was changed: a dry run\./),
    names('mcp-gateway', 'mcp-mysql', 'mcp-redis', DEV),
    areAbsent(DEV, 'deployment/mcp-gateway'),
  ],
});

export const MCP_BOX_SCRIPT: Scenario = {
  name: 'mcp-box by the deploy script',
  folder: 'backend/deploy',
  withHelm: true,
  steps: [
    {
      id: 'P-C07',
      is: 'elsewhere',
      reason: 'The shell; the commands after it run in that folder here.',
    },
    surroundings,
    newNamespace(DEV),
    passwords(DEV, 'mysql-secret'),
    shows('P-C11'),
    deploys('P-C08', DEV, 'mcp-box', 1),
    deploys('P-C24', DEV, 'mcp-box', 2),
    uninstalled(DEV, 'mcp-box'),
    shows('P-C39'),
    deploys('P-C40', DEV, 'mcp-box', 1),
    uninstalled(DEV, 'mcp-box'),
    deleted(DEV),

    newNamespace('my-namespace'),
    passwords('my-namespace', 'mysql-secret'),
    deploys('P-C13', 'my-namespace', 'my-release', 1),
    uninstalled('my-namespace', 'my-release'),
    deleted('my-namespace'),

    newNamespace(PROD),
    passwords(PROD, 'mysql-secret', 'redis-secret'),
    confirmed(deploys('P-C09', PROD, 'mcp-box', 1)),
    confirmed(deploys('P-C10', PROD, 'mcp-box', 2)),
    uninstalled(PROD, 'mcp-box'),
    confirmed(
      deploys(
        ...(['P-C12', PROD, 'mcp-box', 1] as const),
        has(PROD, 'deployment/mcp-gateway', GATEWAY_IMAGE, 'docker.io/77kymo/mcp-gateway:v1.2.3'),
      ),
    ),
    uninstalled(PROD, 'mcp-box'),
    confirmed(deploys('P-C42', PROD, 'mcp-box', 1)),
    uninstalled(PROD, 'mcp-box'),
    deleted(PROD),
    withoutSurroundings,
  ],
};
