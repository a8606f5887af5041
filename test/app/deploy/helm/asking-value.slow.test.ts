import path from 'node:path';
import { askingValue } from '../../../../lib/app/deploy/helm/asking-value';
import { chartRelease } from '../../../../lib/app/deploy/helm/chart-release';
import { renderedRelease } from '../../../../lib/app/deploy/helm/release';
import { environments } from '../../../support/environments';
import { helmBinary } from '../../../support/helm-binary';

jest.setTimeout(120_000);

const CHARTS = path.join(__dirname, '../../../../dist/charts');
const [prod] = environments.filter(({ name }) => name === 'prod');
const before = process.env['HELM'];
afterAll(() => {
  if (before === undefined) Reflect.deleteProperty(process.env, 'HELM');
  else process.env['HELM'] = before;
});

describe.each([3, 4] as const)('Helm %s', (major) => {
  it.each([
    ['jairouter', 'gateway.networking.k8s.io/v1/HTTPRoute', 'httpRoute.enabled'],
    ['jairouter', 'monitoring.coreos.com/v1/ServiceMonitor', 'monitoring.serviceMonitor.enabled'],
    ['jairouter', 'monitoring.coreos.com/v1/PrometheusRule', 'monitoring.prometheusRule.enabled'],
    ['jairouter', 'keda.sh/v1alpha1/ScaledObject', undefined],
    ['ai-gateway', 'gateway.networking.k8s.io/v1/HTTPRoute', 'mcp-box.services.gateway.httpRoute.enabled'],
  ])('is what asks in %s for %s: %s', (name, kind, value) => {
    process.env['HELM'] = helmBinary(major);
    if (prod === undefined) throw new Error('There is prod.');
    const release = chartRelease({ name, folder: path.join(CHARTS, name) }, prod);
    expect(askingValue(release, renderedRelease(release), kind)).toBe(value);
  });
});
