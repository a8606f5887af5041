import { at, items } from '../../../../lib/engine/release/objects';
import { containerOf, redis, relay, streaming, TOOLS, useSandbox } from '../lab';

const sandbox = useSandbox();

describe('the hook before the end of the relay', () => {
  it('waits for a stream that the relay gets from the API, and not for one of its own', async () => {
    await redis(sandbox());
    sandbox().start(TOOLS, { args: ['serve', '8443'] });
    const hook = items(
      at(containerOf('dev', 'claude-relay', 'relay'), 'lifecycle', 'preStop', 'exec', 'command'),
    ).map(String);
    for (const [api, least, most] of [
      ['http://here:8443', 13, 20],
      ['http://here:1', 6, 10],
    ] as const) {
      const container = await relay(sandbox(), { CLAUDE_API_URL: api });
      const load = 'load http://here:3000 --streams 1 --shorts 0 --seconds 1 --stream-seconds 14';
      const client = sandbox().start(TOOLS, { args: load.split(' ') });
      await streaming(container, 3000);
      const began = Date.now();
      expect(container.exec(...hook).code).toBe(0);
      const seconds = (Date.now() - began) / 1000;
      expect([seconds > least, seconds < most, seconds]).toEqual([true, true, expect.any(Number)]);
      await client.end();
      expect(JSON.parse(client.output)).toMatchObject({ streams: { withUpstream: least === 13 ? 1 : 0 } });
      await container.stop();
    }
  });
});
