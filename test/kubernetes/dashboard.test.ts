import type { JsonObject } from '../../lib/engine/values/declaration';
import { addDashboard, dashboardJson, dashboardValues, type Panel } from '../../lib/kubernetes/dashboard';
import { at, kindsOf, nameOf, objectsFor, only, TinyStack } from './tiny-stack';

const panel = (title: string, queries: Panel['queries'] = { all: 'up' }): Panel => ({
  title,
  unit: 's',
  queries,
});
const dashboard = (...panels: readonly Panel[]) =>
  JSON.parse(dashboardJson('uid', 'Title', 'up_total', panels)) as JsonObject;

describe('the JSON', () => {
  it('has the title, and a uid by which an update replaces it', () => {
    expect(dashboard()).toMatchObject({ uid: 'uid', title: 'Title', panels: [] });
  });

  it('is has a version of Grafana’s schema, shows the last hour and refreshes itself', () => {
    expect(dashboard()).toMatchObject({
      schemaVersion: 39,
      time: { from: 'now-1h', to: 'now' },
      refresh: '30s',
    });
  });

  it('ends in a line break and is the same each time', () => {
    const json = () => dashboardJson('uid', 'Title', 'up_total', [panel('a')]);
    expect(json()).toBe(json());
    expect(json()).toMatch(/}\n$/);
  });

  it('lets the user pick among the jobs that have the metric', () => {
    expect(at(dashboard(), 'templating', 'list')).toEqual([
      { name: 'datasource', type: 'datasource', query: 'prometheus' },
      expect.objectContaining({ name: 'job', query: 'label_values(up_total, job)' }),
    ]);
  });

  it('puts two panels in a row, none over another', () => {
    const places = at(dashboard(...['a', 'b', 'c'].map((title) => panel(title))), 'panels') as JsonObject[];
    expect(places.map(({ gridPos }) => gridPos)).toEqual([
      { x: 0, y: 0, w: 12, h: 8 },
      { x: 12, y: 0, w: 12, h: 8 },
      { x: 0, y: 8, w: 12, h: 8 },
    ]);
    expect(places.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('has each query under its legend, told apart by letters', () => {
    expect(at(dashboard(panel('a', { 'one {{x}}': 'a', two: 'b' })), 'panels', 0)).toMatchObject({
      title: 'a',
      type: 'timeseries',
      fieldConfig: { defaults: { unit: 's' } },
      targets: [
        { refId: 'A', expr: 'a', legendFormat: 'one {{x}}' },
        { refId: 'B', expr: 'b', legendFormat: 'two' },
      ],
    });
  });

  it('asks the data source that the user picks', () => {
    const datasource = { type: 'prometheus', uid: '${datasource}' };
    expect(at(dashboard(panel('a')), 'panels', 0, 'datasource')).toEqual(datasource);
    expect(at(dashboard(), 'templating', 'list', 1, 'datasource')).toEqual(datasource);
  });
});

describe('the ConfigMap', () => {
  const objects = (given: JsonObject = {}) => {
    const stack = new TinyStack({ dashboard: dashboardValues });
    addDashboard(stack, stack.main, stack.values.dashboard, { json: '{"legend": "{{x}}"}\n' });
    return objectsFor(stack, { dashboard: given });
  };
  const configMap = (given: JsonObject = {}) => only('ConfigMap', objects({ enabled: true, ...given }));

  it('is there while it is enabled', () => {
    expect(kindsOf(objects())).toEqual([]);
    expect(nameOf(configMap())).toBe('app-small-dashboard');
  });

  it('has the dashboard as it is', () => {
    expect(configMap()).toHaveProperty('data', { 'dashboard.json': '{"legend": "{{x}}"}\n' });
  });

  it('has the label that Grafana’s sidecar looks for by default, and those of the user', () => {
    expect(at(configMap({ labels: { team: 'ai' } }), 'metadata', 'labels')).toMatchObject({
      'app.kubernetes.io/instance': 'app',
      grafana_dashboard: '1',
      team: 'ai',
    });
  });

  it('is where the sidecar watches', () => {
    expect(at(configMap(), 'metadata', 'namespace')).toBe('ai');
    expect(at(configMap({ namespace: 'grafana' }), 'metadata', 'namespace')).toBe('grafana');
  });
});
