import { type GivenValues, objectsOf } from 'ai-gateway-stacks/engine';
import { FeedReader } from './feed-reader';

const stack = new FeedReader();

function render(values: GivenValues<FeedReader['declaration']>) {
  return objectsOf({ stack, name: 'feeds', namespace: 'feeds', values: [{ name: 'test', values }] });
}

test('nothing but the reader reaches the database', () => {
  const objects = render({ database: { password: 'secret' } });
  expect(objects.find(({ kind }) => kind === 'NetworkPolicy')).toMatchObject({
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/component': 'database' } },
      ingress: [{ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'web' } } }] }],
    },
  });
});

test('another password takes new pods', () => {
  const deployment = (password: string) =>
    JSON.stringify(render({ database: { password } }).find(({ kind }) => kind === 'Deployment'));
  expect(deployment('one')).not.toBe(deployment('two'));
});

test('a password is asked for', () => {
  expect(() => render({})).toThrow('database.password is required');
});
