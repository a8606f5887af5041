import { join } from 'node:path';
import { type Overrides, Release, writeChart } from 'ai-gateway-stacks/engine';
import { App } from 'cdk8s';
import { BackupOperator } from './operator/operator';
import { BackupPlan } from './plan/plan';

const operator = new BackupOperator();
const plan = new BackupPlan();

const operators = {
  staging: { watchNamespaces: ['shop', 'wiki'] },
  prod: { replicaCount: 3 },
} satisfies Record<string, Overrides<BackupOperator['declaration']>>;

const plans = {
  staging: { backups: [] },
  prod: {
    backups: [
      { name: 'orders', claim: 'data-orders-0', schedule: '0 3 * * *', keep: 30 },
      { name: 'search', claim: 'data-search-0', schedule: '0 4 * * 0' },
    ],
  },
} satisfies Record<string, Overrides<BackupPlan['declaration']>>;

// Each environment is a cluster of its own.
for (const name of ['staging', 'prod'] as const) {
  const app = new App({ outdir: join('dist', name) });
  new Release(app, 'operator', {
    stack: operator,
    name: 'backup-operator',
    namespace: 'backups',
    values: [{ name, values: operators[name] }],
  });
  new Release(app, 'plan', {
    stack: plan,
    name: 'plan',
    namespace: 'shop',
    values: [{ name, values: plans[name] }],
  });
  app.synth();
}

writeChart('charts/backup-operator', {
  template: operator,
  introduction: 'An operator for backups.',
  environments: new Map(Object.entries(operators)),
});
writeChart('charts/backup-plan', {
  template: plan,
  introduction: 'Backups of a team.',
  environments: new Map(Object.entries(plans)),
});
