import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GivenValues, objectsOf } from 'ai-gateway-stacks/engine';
import { PageChecks } from './page-checks';

const stack = new PageChecks();

function render(values: GivenValues<PageChecks['declaration']>) {
  return objectsOf({ stack, name: 'checks', namespace: 'checks', values: [{ name: 'test', values }] });
}

test('each page has a CronJob', () => {
  const url = 'https://example.com/';
  const objects = render({ pages: { home: { url }, news: { url, schedule: '@hourly' } } });
  assert.deepEqual(
    objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    ['CronJob checks-home', 'CronJob checks-news'],
  );
});

test('a schedule that is none is rejected', () => {
  const pages = { home: { url: 'https://example.com/', schedule: 'sometimes' } };
  assert.throws(
    () => render({ pages }),
    /pages\.home\.schedule is "sometimes"; it must be five fields of cron/,
  );
});
