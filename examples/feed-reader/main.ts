import { join } from 'node:path';
import { type Overrides, Release, writeChart } from 'ai-gateway-stacks/engine';
import { App } from 'cdk8s';
import { FeedReader } from './feed-reader';

const stack = new FeedReader();

const environments = {
  staging: { database: { existingSecret: 'feed-reader' } },
  prod: {
    replicaCount: 2,
    ingress: { enabled: true, host: 'feeds.example.org', tlsSecret: 'feeds-tls' },
    database: { existingSecret: 'feed-reader', size: '20Gi' },
  },
} satisfies Record<string, Overrides<FeedReader['declaration']>>;

// Each environment is a cluster of its own.
for (const [name, values] of Object.entries(environments)) {
  const app = new App({ outdir: join('dist', name) });
  new Release(app, 'feeds', { stack, name: 'feeds', namespace: 'feeds', values: [{ name, values }] });
  app.synth();
}

writeChart('charts/feed-reader', {
  template: stack,
  introduction: 'A reader of feeds.',
  environments: new Map(Object.entries(environments)),
});
