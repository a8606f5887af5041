import { warningsFor } from '../warnings';

it.each(['v1.10.1', '1.0.0', '2.1.2'])('%s is a version that is known', (version) => {
  expect(warningsFor('mcp-box', { global: { version } })).toEqual([]);
});

it('another version of the platform, or of one of its programs, is warned of', () => {
  const services = { gateway: { image: { tag: 'v9' } }, mine: { image: { tag: 'v9' } } };
  expect(warningsFor('mcp-box', { global: { version: 'v8' }, services })).toEqual([
    expect.stringMatching(/^WARNING: global\.version: v8 is none of the versions /),
    expect.stringMatching(/^WARNING: services\.gateway\.image\.tag: v9 is none of the versions /),
  ]);
});

it('so is another version of the Job, while there is one', () => {
  const image = { tag: 'v9' };
  expect(warningsFor('mcp-box', { global: { version: '1.0.0' }, init: { image } })).toEqual([]);
  const configs = { init: 'log: { level: info }' };
  expect(
    warningsFor('mcp-box', { global: { version: '1.0.0' }, configs, init: { enabled: true, image } }),
  ).toEqual([expect.stringMatching(/^WARNING: init\.image\.tag: v9 is none of the versions /)]);
});

it('a service that is switched off is not warned of', () => {
  const services = { gateway: { enabled: false, image: { tag: 'v9' } } };
  expect(warningsFor('mcp-box', { global: { version: '1.0.0' }, services })).toEqual([]);
});
