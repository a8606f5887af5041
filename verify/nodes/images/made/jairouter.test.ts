import { get, listening, useSandbox } from '../lab';

const JAIROUTER = 'sodlinken/jairouter:3.1.1';
const sandbox = useSandbox(JAIROUTER);

describe('the image of JAiRouter', () => {
  const env = {
    SPRING_PROFILES_ACTIVE: 'prod',
    JAVA_OPTS: '-XX:+UseG1GC -XX:MaxRAMPercentage=75.0',
    PROD_JWT_SECRET: 's'.repeat(32),
    JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYID: 'default',
    JAIROUTER_SECURITY_APIKEY_KEYS_0_KEYVALUE: 'sk-0123456789',
    JAIROUTER_SECURITY_APIKEY_KEYS_0_PERMISSIONS: 'chat',
  };
  const volumes = { '/app/logs': 'logs', '/app/data': 'data', '/tmp': 'tmp' };

  it('starts after some seconds, answers probes, and has metrics', async () => {
    const router = sandbox().start(JAIROUTER, { user: '1001', env, volumes });
    await listening(router, 8080);
    expect(get(router, 'http://here:8080/actuator/health').output).toContain('"UP"');
    expect(get(router, 'http://here:8080/actuator/health/readiness').output).toContain('401');
    expect(get(router, 'http://here:8080/actuator/prometheus').output).toContain(
      'http_server_requests_seconds_count{application="jairouter",environment="production",version="1.0.0",error="none",exception="none",method="GET",outcome="SUCCESS",status="200",uri="/actuator/health"} 1',
    );
    const call = (key: string) =>
      router.exec(
        'wget',
        '-O-',
        '--header',
        `X-API-Key: ${key}`,
        '--post-data',
        '{}',
        'http://here:8080/api/v1/chat/completions',
      ).output;
    expect(call('sk-9876543210')).toContain('401');
    // The sample server of the image, which nobody has.
    expect(call('sk-0123456789')).toContain('503');
    expect(get(router, 'http://here:8080/actuator/health').output).toContain('503');
    const second = sandbox().start(JAIROUTER, { user: '1001', env, volumes });
    expect(await second.end()).toBe(1);
    expect(second.output).toContain('Database may be already in use');
    expect((await router.stop()).code).not.toBe(0);
  });

  it('does not start with a short secret', async () => {
    const router = sandbox().start(JAIROUTER, {
      user: '1001',
      env: { ...env, PROD_JWT_SECRET: 'short' },
      volumes,
    });
    expect(await router.end()).toBe(1);
    expect(router.output).toContain('JWT secret must be at least 32 characters');
  });
});
