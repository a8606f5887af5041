import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { warningsFor } from '../warnings';
import { FORK, ORIGINAL } from './rendering';

const warnings = (...values: JsonObject[]) => warningsFor('claude-relay', values.reduce(overlay));

it('warns of nothing where the defaults are kept', () => {
  expect([warnings(ORIGINAL), warnings(FORK)]).toEqual([[], []]);
});

it('warns of no variable that the source reads under another name', () => {
  expect(warnings(ORIGINAL, { config: { extraEnv: { DUMP_MAX_FILE_SIZE_BYTES: '1000' } } })).toEqual([]);
});

it.each<[string, JsonObject, RegExp]>([
  [
    'bodies that the fork does not take',
    overlay(FORK, { streaming: { maxBodyMegabytes: 60 } }),
    /is 60, .* accepts at most 10/,
  ],
  [
    'an address that the original does not use',
    { config: { claudeApiUrl: 'https://proxy.example.com' } },
    /^WARNING: config\.claudeApiUrl: /,
  ],
  ['debug, which nothing uses', { config: { debug: true } }, /^WARNING: config\.debug: /],
  [
    'a variable of the original alone',
    overlay(FORK, { config: { extraEnv: { LDAP_ENABLED: 'true' } } }),
    /^WARNING: config\.extraEnv\.LDAP_ENABLED: version 1\.2\.15 /,
  ],
  [
    'a misspelt variable',
    { config: { extraEnv: { TIMEZONE_OFSET: '8' } } },
    /^WARNING: config\.extraEnv\.TIMEZONE_OFSET: version 1\.1\.314 /,
  ],
  ['another version', { image: { tag: '1.1.315' } }, /1\.1\.315 is none of .*differ: .*REQUEST_TIMEOUT/],
  [
    'a monitor of metrics that Prometheus cannot parse',
    { serviceMonitor: { enabled: true } },
    /^WARNING: serviceMonitor\.enabled: /,
  ],
])('warns of %s', (_, values, sentence) => {
  expect(warnings(values)).toEqual([expect.stringMatching(sentence)]);
});
