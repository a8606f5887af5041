import { ApiObject, App, Chart } from 'cdk8s';

// The least that a cdk8s app can be: what every synthesis costs, whatever is in it.
const app = new App();
const chart = new Chart(app, 'empty');
new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
app.synth();
