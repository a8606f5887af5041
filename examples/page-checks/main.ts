import { join } from 'node:path';
import { type Overrides, Release, writeChart } from 'ai-gateway-stacks/engine';
import { App } from 'cdk8s';
import { PageChecks } from './page-checks';

const stack = new PageChecks();

const environments = {
  staging: { pages: { home: { url: 'https://staging.example.com/' } } },
  prod: {
    timeZone: 'Europe/Zurich',
    pages: {
      docs: { url: 'https://docs.example.com/', schedule: '0 * * * *' },
      home: { url: 'https://example.com/', timeoutSeconds: 10 },
    },
  },
} satisfies Record<string, Overrides<PageChecks['declaration']>>;

// Each environment is a cluster of its own.
for (const [name, values] of Object.entries(environments)) {
  const app = new App({ outdir: join('dist', name) });
  new Release(app, 'checks', { stack, name: 'checks', namespace: 'checks', values: [{ name, values }] });
  app.synth();
}

writeChart('charts/page-checks', {
  template: stack,
  introduction: 'Checks of pages.',
  environments: new Map(Object.entries(environments)),
});
