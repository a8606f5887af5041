import { warningsFor } from '../stacks/warnings';
import { rewritten, withContainer, withoutVariables } from './breaking';
import { ask, type Answer } from './http';
import type { Image } from './image';
import { imageOf, JAIROUTER_IN_LAYERS, JAIROUTER_IN_ONE_FILE } from './images';
import { useLab } from './lab';
import type { Pod, Stop } from './pod';
import { PUBLIC_SECRET, sign } from './programs/jairouter-tokens';
import { CHART, objectsIn, objectsWith, RELEASES, type Objects } from './releases';
import { Backend, streamOf } from './servers/backend';
import { disagreements, unreadVariables } from './software';
import { until } from './until';

const KEY = 'sk-0123456789';
const SECRET = 'a secret of 32 characters or more';
const PASSWORD = 'pass "word" $1';
const lab = useLab();

/** The objects of a release, with a key that JAiRouter accepts. */
function objectsOf(release: string): Objects {
  const auth = { apiKey: KEY, jwtSecret: SECRET, adminPassword: PASSWORD };
  return release === CHART ? objectsWith('jairouter', { auth }) : objectsIn(release, 'jairouter');
}

interface Setup {
  /** @default - the image in layers */
  readonly image?: Image;
  readonly jwtSecret?: string;
  readonly pace?: number;
}

function podOf(objects: Objects, { image, jwtSecret = SECRET, pace = 8 }: Setup = {}): Pod {
  const keys = { 'api-key': KEY, 'jwt-secret': jwtSecret, 'admin-password': PASSWORD };
  const chosen = image === undefined ? imageOf : () => image;
  return lab().pod(objects, 'jairouter', { image: chosen, secrets: { 'jairouter-keys': keys }, pace });
}

/** A pod of JAiRouter that is ready. */
async function running(objects: Objects, setup?: Setup): Promise<Pod> {
  const pod = podOf(objects, setup);
  await pod.start('jairouter');
  await pod.ready('jairouter');
  return pod;
}

/** The model server of the documented configuration. */
async function modelServer(events = 0): Promise<Backend> {
  const address = await lab().network.address('ollama-service', 11434);
  return lab().keep(await new Backend(address, events === 0 ? undefined : streamOf(events, 125)).start());
}

const chat = (pod: Pod, headers: Readonly<Record<string, string>> = { 'x-api-key': KEY }): Promise<Answer> =>
  ask(`${pod.url(8080)}/api/v1/chat/completions`, { method: 'POST', headers, body: '{}' });

const login = (pod: Pod, username: string, password: string): Promise<Answer> =>
  ask(`${pod.url(8080)}/api/auth/jwt/login`, {
    method: 'POST',
    body: JSON.stringify({ username, password }),
  });

describe.each(RELEASES)('JAiRouter of %s', (release) => {
  const objects = objectsOf(release);

  it.each([
    ['layers', JAIROUTER_IN_LAYERS],
    ['one file', JAIROUTER_IN_ONE_FILE],
  ])('starts from an image with the program in %s', async (_, image) => {
    await running(objects, { image });
  });

  it('routes to the model server of the configuration', async () => {
    const backend = await modelServer();
    expect(await chat(await running(objects))).toMatchObject({ status: 200, body: '{"from":"backend"}' });
    expect(backend.asked).toEqual(['/v1/chat/completions']);
  });

  it('knows no model servers but those of the configuration', async () => {
    const { body } = await ask(`${(await running(objects)).url(8080)}/api/models`, {
      headers: { 'x-api-key': KEY },
    });
    expect((JSON.parse(body) as { id: string }[]).map(({ id }) => id)).toEqual(['llama']);
  });

  it('lets in the administrator and nobody else', async () => {
    const pod = await running(objects);
    expect((await login(pod, 'admin', PASSWORD)).status).toBe(200);
    expect((await login(pod, 'user', 'user123456')).status).toBe(401);
    expect((await chat(pod, {})).status).toBe(401);
    expect((await chat(pod, { 'x-api-key': 'sk-test-api-key-12345678' })).status).toBe(401);
  });

  it('shows its interface to nobody without a key', async () => {
    const pod = await running(objects);
    for (const page of ['/v3/api-docs', '/swagger-ui.html'])
      expect((await ask(`${pod.url(8080)}${page}`)).status).toBe(401);
  });

  it('accepts no token that is signed with the secret of the image', async () => {
    const token = sign({ username: 'admin', roles: ['ADMIN'] }, PUBLIC_SECRET);
    const pod = await running(objects);
    const { status } = await ask(`${pod.url(8080)}/api/security/jwt/accounts`, {
      headers: { jairouter_token: token },
    });
    expect(status).toBe(401);
  });

  it('stays ready after requests, and is idle then', async () => {
    await modelServer();
    const pod = await running(objects);
    await chat(pod);
    expect(await pod.probe('jairouter', 'readinessProbe')).toBe(true);
    expect(await pod.probe('jairouter', 'livenessProbe')).toBe(true);
    expect((await ask(`${pod.url(8080)}/stand-in/busy`)).body).toBe('false');
  });

  it('reads what its table says, of which the shell reads JAVA_OPTS, and what the manifest sets', async () => {
    const pod = await running(objects);
    const reads = new Set([...pod.reads('jairouter'), 'JAVA_OPTS']);
    expect(pod.uses('jairouter', 'JAVA_OPTS')).toBe(true);
    expect(disagreements('jairouter', pod.version('jairouter'), reads)).toEqual([]);
    const unread = unreadVariables(pod, 'jairouter');
    expect(unread.filter((name) => !OF_THE_DOCUMENT.includes(name))).toEqual([]);
  });
});

// Names of the document that no version seen reads.
const OF_THE_DOCUMENT = ['API_KEY', 'STORE_PATH'];

describe('a stopped JAiRouter', () => {
  const objects = objectsOf('prod');
  const withImage = { image: JAIROUTER_IN_ONE_FILE };

  /** Stops a JAiRouter in the middle of a stream of 20 seconds. */
  async function stopped(
    jairouter: Objects,
    setup: Setup,
  ): Promise<{ readonly complete: boolean; readonly stop: Stop }> {
    await modelServer(20);
    const pod = await running(jairouter, setup);
    let begun = false;
    const url = `${pod.url(8080)}/api/v1/chat/completions`;
    const stream = ask(url, { method: 'POST', headers: { 'x-api-key': KEY }, onData: () => (begun = true) });
    await until('the stream has begun', () => begun);
    const stop = await pod.stop('jairouter');
    return { complete: (await stream).body.includes('[DONE]'), stop };
  }

  it.each([
    ['layers', JAIROUTER_IN_LAYERS],
    ['one file', JAIROUTER_IN_ONE_FILE],
  ])('finishes its streams, and ends with them, from an image with the program in %s', async (_, image) => {
    const { complete, stop } = await stopped(objects, { image });
    expect({ complete, killed: stop.killed }).toEqual({ complete: true, killed: false });
    expect(stop.seconds).toBeLessThan(60 * stop.slowness);
  });

  it.each([
    ['by a shell that stays', rewritten(objects, 'exec java', 'java')],
    ['by the shell of the image', withContainer(objects, 'jairouter', () => ({ command: undefined }))],
  ])('started %s, it hears no SIGTERM and is killed at the end of the time', async (_, broken) => {
    const pod = await running(broken, { ...withImage, pace: 200 });
    const stop = await pod.stop('jairouter');
    expect(stop.killed).toBe(true);
    expect(stop.seconds).toBeGreaterThan(300);
  });

  it('cuts its streams off without time for them', async () => {
    const hasty = rewritten(objects, /^300s$/g, '1s');
    const { complete } = await stopped(
      withContainer(hasty, 'jairouter', () => ({ lifecycle: undefined })),
      withImage,
    );
    expect(complete).toBe(false);
  });
});

describe('a broken manifest of JAiRouter', () => {
  const objects = objectsOf('prod');

  it('does not start with a short secret', async () => {
    const pod = podOf(objects, { jwtSecret: 'short' });
    expect(await pod.run('jairouter')).toMatchObject({ code: 1 });
  });

  it('lets in the users of the image', async () => {
    const pod = await running(withoutVariables(objects, /^JAIROUTER_SECURITY_JWT_ACCOUNTS_/));
    expect((await login(pod, 'user', 'user123456')).status).toBe(200);
  });

  it('shows its interface to everybody', async () => {
    const pod = await running(withoutVariables(objects, /^SPRINGDOC_/));
    expect((await ask(`${pod.url(8080)}/v3/api-docs`)).status).toBe(200);
  });

  it('accepts a token that is signed with a secret that everybody can read', async () => {
    const broken = withoutVariables(objectsOf('dev'), /^JAIROUTER_SECURITY_JWT_SECRET$/);
    const token = sign({ username: 'admin', roles: ['ADMIN'] }, PUBLIC_SECRET);
    const url = `${(await running(broken)).url(8080)}/api/security/jwt/accounts`;
    expect((await ask(url, { headers: { jairouter_token: token } })).status).toBe(200);
  });

  it('knows the key of the image, and not that of the Secret', async () => {
    const pod = await running(withoutVariables(objects, /^JAIROUTER_SECURITY_APIKEY_KEYS_/));
    expect((await chat(pod, { 'x-api-key': 'sk-test-api-key-12345678' })).status).toBe(403);
    expect((await chat(pod)).status).toBe(401);
  });

  it('answers 403 without the permission of the service', async () => {
    const pod = await running(rewritten(objects, /^read,write,chat,.*/g, 'read,write'));
    expect((await chat(pod)).status).toBe(403);
  });

  it('answers nothing where an instance has no instance-id', async () => {
    await modelServer();
    const pod = await running(rewritten(objects, /\n *instance-id: llama/g, ''));
    expect(await chat(pod)).toMatchObject({ status: 200, body: '' });
  });

  it('asks the model servers of the image', async () => {
    const pod = await running(withoutVariables(objects, /^MODEL_SERVICES_/));
    const { body } = await ask(`${pod.url(8080)}/api/models`, { headers: { 'x-api-key': KEY } });
    expect(body).toContain('172.30.6.1');
  });

  it('is busy for ever after a request', async () => {
    await modelServer();
    const pod = await running(withoutVariables(objects, /^MONITORING_PERFORMANCE_ASYNCPROCESSING$/));
    await chat(pod);
    expect((await ask(`${pod.url(8080)}/stand-in/busy`)).body).toBe('true');
  });

  it('is not ready any more after a request, where DOWN is 503', async () => {
    await modelServer();
    const pod = await running(withoutVariables(objects, /_HTTPMAPPING_DOWN$/));
    await chat(pod);
    expect(await pod.probe('jairouter', 'readinessProbe')).toBe(false);
  });

  it('is never ready with the probe of the document, at a path below /actuator/health', async () => {
    const below = { httpGet: { path: '/actuator/health/readiness', port: 'http' } };
    const pod = podOf(withContainer(objects, 'jairouter', () => ({ readinessProbe: below })));
    await pod.start('jairouter');
    await until('it has started', () => pod.probe('jairouter', 'startupProbe'));
    expect(await pod.probe('jairouter', 'readinessProbe')).toBe(false);
  });

  it('does not start without tracing, and lives on without a port', async () => {
    const off = { name: 'JAIROUTER_TRACING_ENABLED', value: 'false' };
    const pod = podOf(
      withContainer(objects, 'jairouter', ({ env }) => ({ env: [...(env as never[]), off] })),
    );
    const program = await pod.start('jairouter');
    await until('it has said that it started', () => program.output.includes('Started'));
    expect(await pod.probe('jairouter', 'startupProbe')).toBe(false);
    expect(program.exit).toBeUndefined();
  });
});

it.each(['0123456789-0123456789', 'sk-short'])(
  'warns of a key that the program rejects: %s',
  async (apiKey) => {
    const auth = { apiKey, jwtSecret: SECRET, adminPassword: PASSWORD };
    expect(warningsFor('jairouter', { auth }).join()).toMatch(/auth\.apiKey/);
    const pod = await running(objectsWith('jairouter', { auth }));
    expect((await chat(pod, { 'x-api-key': apiKey })).status).toBe(401);
  },
);
