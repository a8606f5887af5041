import { parse } from 'yaml';
import { composeOf } from '../../../lib/stacks/claude-middleware/compose';

describe('the Compose file', () => {
  const compose = parse(composeOf()) as {
    services: Record<string, Record<string, unknown>>;
    networks: object;
  };

  it('declares what its services use', () => {
    expect(Object.keys(compose.services)).toEqual(['claude-middleware', 'claude-relay', 'redis']);
    expect(Object.keys(compose.networks)).toEqual(['claude-network']);
  });

  it('lets the relay listen where the middleware looks for it', () => {
    expect(compose.services['claude-middleware']?.['environment']).toMatchObject({
      TARGET_URL: 'http://claude-relay:3001',
    });
    expect(compose.services['claude-relay']?.['environment']).toMatchObject({
      PORT: '3001',
      REDIS_HOST: 'redis',
    });
  });

  it('takes secrets from the environment', () => {
    expect(compose.services['claude-relay']?.['environment']).toMatchObject({
      JWT_SECRET: '${JWT_SECRET:?set it in .env}',
      ADMIN_PASSWORD: '${ADMIN_PASSWORD:-}',
    });
    const own = parse(composeOf({ redis: { existingSecret: 's' } })) as typeof compose;
    expect(own.services['claude-middleware']?.['environment']).toMatchObject({
      REDIS_PASSWORD: '${REDIS_PASSWORD:?set it in .env}',
    });
  });

  it('follows the values', () => {
    const own = parse(
      composeOf({ config: { port: 9090 }, image: { tag: 'middleware-1.2.6' } }),
    ) as typeof compose;
    expect(own.services['claude-middleware']).toMatchObject({
      image: 'lfreea/claude-relay-service:middleware-1.2.6',
      ports: ['9090:9090'],
    });
  });
});
