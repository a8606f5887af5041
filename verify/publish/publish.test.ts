/** `stacks publish` against a registry, and what Helm, oras and others get from there. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { parse } from 'yaml';
import { z } from 'zod';
import { discoverEnvironments } from '../../lib/app/environments/discover';
import { charts, environmentFiles } from '../../lib/app/output/dist';
import { CACHE_FOLDER, helmBinary, type HelmMajor } from '../../test/support/helm-binary';
import { program } from '../../tools/programs';
import { Publisher } from './publisher';
import { Gate, LoopbackRegistry } from './registry';

const MAJORS: readonly HelmMajor[] = [3, 4];
const CHARTS = ['claude-relay', 'claude-middleware', 'helm-proxy', 'jairouter', 'mcp-box', 'ai-gateway'];
const KEY = 'release@example.com';
/** What jairouter must be given. */
const KEYS = ['--set', 'auth.existingSecret=keys'];

const Published = z.array(
  z.strictObject({
    name: z.string(),
    tag: z.string(),
    reference: z.string().regex(/@sha256:[0-9a-f]{64}$/),
    state: z.enum(['pushed', 'there already']),
  }),
);

const scratch = mkdtempSync(path.join(tmpdir(), 'publish-'));
// A socket's path has at most 108 bytes.
const GNUPGHOME = mkdtempSync('/tmp/gpg-');
const publisher = new Publisher({ GNUPGHOME });
const { checkout } = publisher;
let registry: LoopbackRegistry;

const git = (...args: readonly string[]) => publisher.git(...args);
const stacks = (...call: Parameters<Publisher['stacks']>) => publisher.stacks(...call);

const publish = (to: string, ...options: readonly string[]) =>
  stacks(['publish', `oci://${to}`, '--plain-http', ...options]);

/** Publishes while this process serves. */
async function publishBeside(to: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const [node, ...line] = publisher.command;
  const child = spawn(node, [...line, 'publish', `oci://${to}`, '--plain-http'], {
    cwd: checkout.path('.'),
    env: { ...process.env, ...publisher.environment },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (said += data.toString()));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, said };
}

function published(to: string, ...options: readonly string[]): z.infer<typeof Published> {
  const { code, said } = publish(to, '--json', ...options);
  if (code !== 0) throw new Error(said);
  return Published.parse(JSON.parse(said));
}

const oras = (...args: readonly string[]): string =>
  execFileSync(program('oras'), args, { encoding: 'utf8', cwd: scratch });

const tagsOf = (repository: string): readonly string[] => {
  const { status, stdout } = spawnSync(program('oras'), ['repo', 'tags', '--plain-http', repository], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim().split('\n') : [];
};

const helm = (major: HelmMajor, ...args: readonly string[]) => {
  const home = path.join(CACHE_FOLDER, `helm-${major}`);
  const env = { ...process.env, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, HELM_DATA_HOME: home };
  const { status, stdout, stderr } = spawnSync(helmBinary(major), args, { encoding: 'utf8', env });
  return { code: status, said: stdout + stderr };
};

/** The files in an archive. */
function unpacked(archive: string): ReadonlyMap<string, string> {
  const folder = mkdtempSync(path.join(scratch, 'unpacked-'));
  execFileSync('tar', ['--extract', '--gzip', '--touch', '--file', archive, '--directory', folder]);
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => path.join(file.parentPath, file.name))
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  );
}

beforeAll(async () => {
  registry = await LoopbackRegistry.start();
  publisher.begin();
  const unprotected = ['--batch', '--pinentry-mode', 'loopback', '--passphrase', ''];
  for (const args of [
    [...unprotected, '--quick-generate-key', KEY, 'rsa2048', 'sign', 'never'],
    [...unprotected, '--quick-generate-key', 'other@example.com', 'rsa2048', 'sign', 'never'],
    ['--output', path.join(GNUPGHOME, 'release.gpg'), '--export', KEY],
    ['--output', path.join(GNUPGHOME, 'other.gpg'), '--export', 'other@example.com'],
  ])
    execFileSync('gpg', args, { env: { ...process.env, GNUPGHOME }, stdio: 'pipe' });
});

afterAll(() => {
  registry.stop();
  checkout.remove();
  spawnSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME } });
});

describe('packages', () => {
  const ours = path.join(scratch, 'ours');
  const folders = path.join(scratch, 'charts');

  beforeAll(() => {
    expect(stacks(['package', '--output', ours])).toMatchObject({ code: 0 });
    for (const [file, content] of charts(discoverEnvironments())) {
      const target = path.join(scratch, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  });

  it.each(CHARTS)('of %s have the files that helm package packs, and no values of environments', (chart) => {
    expect(readdirSync(path.join(folders, chart))).toContain('values-prod.yaml');
    const own = readdirSync(ours).find((file) => new RegExp(`^${chart}-[0-9.]+tgz$`).test(file)) ?? '';
    // Helm writes Chart.yaml anew.
    const packed = (archive: string) =>
      new Map([...unpacked(archive)].filter(([file]) => !file.endsWith('/Chart.yaml')).sort());
    for (const major of MAJORS) {
      const theirs = mkdtempSync(path.join(scratch, 'theirs-'));
      const args = ['package', path.join(folders, chart), '--destination', theirs];
      expect(helm(major, ...args)).toMatchObject({ code: 0 });
      expect(readdirSync(theirs)).toEqual([own]);
      expect(packed(path.join(ours, own))).toEqual(packed(path.join(theirs, own)));
    }
    const files = [...unpacked(path.join(ours, own)).keys()];
    expect(files.filter((file) => file.includes('values-'))).toEqual([]);
    expect(files).toContain(`${chart}/Chart.yaml`);
  });

  it('have the checksums beside them', () => {
    const checked = execFileSync('sh', ['-c', 'sha256sum --check *.sha256'], { cwd: ours, encoding: 'utf8' });
    expect(checked.match(/: OK$/gm)).toHaveLength(CHARTS.length);
  });
});

describe('publish', () => {
  let place: string;
  let first: z.infer<typeof Published>;

  beforeAll(() => {
    place = `${registry.host}/first`;
    first = published(place, '--tag', 'latest', '--sign', KEY);
  });

  it('pushes all charts and the manifests, and adds the charts to the list', () => {
    expect(first.map(({ name, state }) => [name, state])).toEqual(
      [...CHARTS, 'manifests'].map((name) => [name, 'pushed']),
    );
    const list = parse(checkout.read('deploy/released.yaml')) as Record<string, Record<string, string>>;
    for (const { name, tag } of first.slice(0, -1)) expect(list[name]?.[tag]).toMatch(/^sha256:/);
  });

  it('leaves what is there as it is', () => {
    const again = published(place, '--tag', 'latest');
    expect(again).toEqual(first.map((one) => ({ ...one, state: 'there already' })));
    git('commit', '--quiet', '--all', '--message=released');
    const later = published(place, '--tag', 'latest');
    expect(later.slice(0, -1)).toEqual(again.slice(0, -1));
    expect(later.at(-1)).toMatchObject({ name: 'manifests', state: 'pushed' });
    expect(tagsOf(`${place}/manifests`).filter((tag) => !tag.startsWith('sha256-'))).toEqual(
      [...new Set([first.at(-1)?.tag, later.at(-1)?.tag, 'latest'])].sort(),
    );
    expect(oras('resolve', '--plain-http', `${place}/manifests:latest`).trim()).toBe(
      later.at(-1)?.reference.split('@')[1],
    );
  });

  it.each(MAJORS)('gives charts that Helm %s pulls and installs', (major) => {
    const trial = `${registry.host}/trial`;
    for (const { name, tag } of published(trial, '--no-record').slice(0, -1)) {
      const to = mkdtempSync(path.join(scratch, 'pulled-'));
      const pull = ['pull', `oci://${trial}/${name}`, '--version', tag, '--plain-http', '--destination', to];
      expect(helm(major, ...pull)).toMatchObject({ code: 0 });
      const pulled = readFileSync(path.join(to, `${name}-${tag}.tgz`));
      expect(pulled.equals(readFileSync(path.join(scratch, 'ours', `${name}-${tag}.tgz`)))).toBe(true);
    }
    const shown = helm(major, 'template', 'r', `oci://${trial}/jairouter`, '--plain-http', ...KEYS);
    expect(shown.said).toContain('kind: Deployment');
  });

  it.each(MAJORS)('signs charts so that Helm %s verifies them', (major) => {
    for (const { name, tag, reference } of first.slice(0, -1)) {
      const to = mkdtempSync(path.join(scratch, 'signed-'));
      oras('pull', '--plain-http', reference, '--output', to);
      const verified = (ring: string) =>
        helm(major, 'verify', path.join(to, `${name}-${tag}.tgz`), '--keyring', path.join(GNUPGHOME, ring));
      expect(verified('release.gpg')).toMatchObject({ code: 0, said: expect.stringContaining(KEY) });
      // COUNTERPROOF: with another key it is not verified.
      expect(verified('other.gpg')).toMatchObject({ code: 1 });
    }
  });

  // 3.18.0 pulls no chart that is signed (helm/helm issue 30890).
  it('gives signed charts that Helm 4 verifies while it pulls them', () => {
    for (const { name, tag } of first.slice(0, -1)) {
      const to = mkdtempSync(path.join(scratch, 'pulled-'));
      const pull = ['pull', `oci://${place}/${name}`, '--version', tag, '--plain-http', '--destination', to];
      const ring = (file: string) => ['--verify', '--keyring', path.join(GNUPGHOME, file)];
      expect(helm(4, ...pull, ...ring('other.gpg'))).toMatchObject({ code: 1 });
      expect(helm(4, ...pull, ...ring('release.gpg'))).toMatchObject({ code: 0 });
    }
  });

  it('gives the manifests of all environments, as Flux reads them', () => {
    const to = mkdtempSync(path.join(scratch, 'manifests-'));
    oras('pull', '--plain-http', `${place}/manifests:latest`, '--output', to);
    const wanted = discoverEnvironments().flatMap((environment) =>
      [...environmentFiles(environment)].map(([file, content]) => [`dist/${file}`, content] as const),
    );
    expect(new Map([...unpacked(path.join(to, 'manifests.tgz'))].sort())).toEqual(
      new Map([...wanted].sort()),
    );
    const manifest = oras('manifest', 'fetch', '--plain-http', `${place}/manifests:latest`);
    expect(JSON.parse(manifest)).toMatchObject({
      config: { mediaType: 'application/vnd.cncf.flux.config.v1+json' },
      layers: [{ mediaType: 'application/vnd.cncf.flux.content.v1.tar+gzip' }],
      annotations: { 'org.opencontainers.image.revision': git('rev-parse', 'HEAD').trim() },
    });
  });

  it('attaches to each one bill of materials, which is valid', async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    for (const { name, reference } of first) {
      const found = JSON.parse(oras('discover', '--plain-http', '--format', 'json', reference)) as unknown;
      const { referrers } = z
        .object({ referrers: z.array(z.object({ reference: z.string(), artifactType: z.string() })) })
        .parse(found);
      expect(referrers.map(({ artifactType }) => artifactType)).toEqual(['application/vnd.cyclonedx+json']);
      const to = mkdtempSync(path.join(scratch, 'bill-'));
      oras('pull', '--plain-http', referrers[0]?.reference ?? '', '--output', to);
      const text = readFileSync(path.join(to, 'bill.json'), 'utf8');
      expect(await validator.validate(text)).toBeNull();
      // COUNTERPROOF
      expect(await validator.validate(text.replace('"container"', '"box"'))).not.toBeNull();
      expect(text).toContain('pkg:docker/');
      expect(text).toBe(stacks(name === 'manifests' ? ['sbom'] : ['sbom', name]).said);
    }
  });
});

describe('publish changes nothing', () => {
  afterEach(() => git('checkout', '--quiet', '.'));

  it('where something is not committed', () => {
    checkout.change('environments/dev.ts', /$/, '\n');
    expect(publish(`${registry.host}/none`)).toEqual({
      code: 1,
      said: 'environments/dev.ts is not committed. What is published is made from a commit: commit or stash it.\n',
    });
    expect(tagsOf(`${registry.host}/none/claude-relay`)).toEqual([]);
  });

  it('where a version has been released with another content: by the list, and by the registry', () => {
    checkout.change('lib/stacks/claude-relay/chart.ts', /one API in front/, 'an API in front');
    git('commit', '--quiet', '--all', '--message=changed');
    const before = tagsOf(`${registry.host}/first/manifests`);
    const byList = publish(`${registry.host}/first`);
    expect(byList.code).toBe(1);
    expect(byList.said).toMatch(
      /^Nothing was published\.\nclaude-relay 0\.\d+\.0 has been released with the SHA-256 [0-9a-f]{12}… and is [0-9a-f]{12}… now: raise its version\.\nai-gateway /,
    );
    checkout.write('deploy/released.yaml', '{}\n');
    const byRegistry = publish(`${registry.host}/first`);
    expect(byRegistry.code).toBe(1);
    expect(byRegistry.said).toMatch(
      /^Nothing was published\.\nclaude-relay 0\.\d+\.0 is in the registry with other content \(sha256:[0-9a-f]{64}\): raise its version\.\nai-gateway /,
    );
    expect(tagsOf(`${registry.host}/first/manifests`)).toEqual(before);
    expect(checkout.read('deploy/released.yaml')).toBe('{}\n');
    git('checkout', '--quiet', '.');
    git('revert', '--no-edit', 'HEAD');
  });

  it.each([
    [
      '127.0.0.1:1/x',
      /connection refused; check its name, that it runs, and that it can be reached from here\.\n$/,
    ],
    ['nowhere.invalid/x', /nowhere\.invalid.*; check its name, that it runs/],
  ])('where the registry is %s', (place, said) => {
    expect(publish(place)).toEqual({ code: 1, said: expect.stringMatching(said) });
  });

  it('where TLS is spoken to a registry without it', () => {
    const { code, said } = stacks(['publish', `oci://${registry.host}/x`]);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/give --plain-http for a registry without TLS\.\n$/),
    ]);
  });

  it.each([
    [['publish', '127.0.0.1:5000/x'], 'it must be oci://HOST/PATH'],
    [['publish', 'oci://127.0.0.1:5000/x', '--tag', 'a b'], '--tag is "a b"'],
    [
      ['publish', 'oci://127.0.0.1:5000/x', '--sign', 'nobody@example.com'],
      'gpg does not sign by "nobody@example.com": ',
    ],
    [['sbom', 'claude-rely'], 'There is no chart claude-rely; did you mean claude-relay?'],
    [['sbom', '--env', 'prd'], 'There is no environment prd; did you mean prod?'],
  ])('at %j', (args, sentence) => {
    const { code, said } = stacks(args);
    expect([code, said]).toEqual([1, expect.stringContaining(sentence)]);
  });

  it('without oras, or without gpg', () => {
    const none = stacks(['publish', 'oci://127.0.0.1:1/x'], { ORAS: '/nowhere/oras' });
    expect(none.said).toMatch(
      /^\/nowhere\/oras cannot be run: .*Install oras \(https:\/\/oras\.land\), or set ORAS to it\.\n$/,
    );
    const tools = mkdtempSync(path.join(scratch, 'tools-'));
    symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), path.join(tools, 'git'));
    const unsigned = stacks(['publish', 'oci://127.0.0.1:1/x', '--sign', KEY], { PATH: tools });
    expect(unsigned.said).toMatch(
      /^gpg cannot be run: .*Install GnuPG, set GPG to it, or publish without --sign\.\n$/,
    );
    expect(unsigned.code).toBe(1);
  });
});

it('says what was pushed where a registry lets half of it in, and goes on from there', async () => {
  const gate = await Gate.before(
    registry,
    (method, url) => method === 'PUT' && url.includes('/helm-proxy/manifests/'),
  );
  try {
    const half = await publishBeside(`${gate.host}/half`);
    expect(half.code).toBe(1);
    expect(half.said).toMatch(
      /^helm-proxy 0\.\d+\.0 is not published whole: The registry .*(403|denied).*; log in by "oras login HOST", or ask for permission to push\.\nclaude-relay 0\.\d+\.0 and claude-middleware 0\.\d+\.0 was before\./i,
    );
    expect(tagsOf(`${registry.host}/half/helm-proxy`)).toEqual([]);
    const rest = published(`${registry.host}/half`, '--no-record');
    expect(rest.map(({ state }) => state)).toEqual([
      'there already',
      'there already',
      ...Array.from({ length: CHARTS.length - 1 }, () => 'pushed'),
    ]);
  } finally {
    gate.stop();
  }
});
