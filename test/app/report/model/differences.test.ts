import { differencesOf } from '../../../../lib/app/report/model/differences';
import { deployment } from '../../changes/objects';

const relay = (replicas: number) => {
  const labels = { 'app.kubernetes.io/instance': 'claude-relay' };
  return { ...deployment('claude-relay', { replicas }), metadata: { name: 'claude-relay', namespace: 'ai', labels } };
}; // prettier-ignore

it('has a row for what differs, the smallest environment first', () => {
  const { environments, rows } = differencesOf([
    { name: 'big', objects: [relay(3)], values: { 'claude-relay': { config: { logLevel: 'warn' } } } },
    { name: 'small', objects: [relay(1)], values: { 'claude-relay': { config: { logLevel: 'debug' } } } },
  ]);
  expect(environments).toEqual(['small', 'big']);
  expect(rows).toContainEqual({ stack: 'claude-relay', what: 'log level', cells: ['debug', 'warn'] });
  expect(rows).toContainEqual({ stack: 'claude-relay', what: 'pods × requests', cells: ['1 × 0/0Gi', '3 × 0/0Gi'] }); // prettier-ignore
  expect(rows.map(({ what }) => what)).not.toContain('images');
});

it('has no row for one environment', () => {
  expect(differencesOf([{ name: 'only', objects: [relay(1)] }]).rows).toEqual([]);
});
