/** Writes the manifests of each environment to `dist`, and the chart to `charts/web-app`: `npx tsx web-app/main.ts`. */
import { readFileSync } from 'node:fs';
import { App } from 'cdk8s';
import { Release, writeChart } from '../../lib/engine/index';
import { environments } from './environments';
import { WebApp } from '../stack/stack';

const stack = new WebApp();

const app = new App();
for (const [name, values] of Object.entries(environments))
  new Release(app, `web-app-${name}`, {
    stack,
    name: 'web-app',
    namespace: name,
    values: [{ name, values }],
  });
app.synth();

writeChart('charts/web-app', {
  template: stack,
  introduction: readFileSync('web-app/README.md', 'utf8'),
  environments: new Map(Object.entries(environments)),
});
