import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { environments } from '../../../test/support/environments';
import type { Outcome } from '../commands/step';
import { settled } from '../support/workloads';
import type { ReadmeContext } from './context';
import { namespaceOf, wordsOf } from './flags';
import { expectSecretsThatPodsRead, secretValues } from './secrets';

/** What a command must have done, beside ending with code 0. */
interface Finding {
  readonly of: RegExp;
  /** @throws Error saying what is missing */
  readonly find: (words: readonly string[], context: ReadmeContext, outcome: Outcome) => Promise<void> | void;
}

/** By what a command begins with; its words are those after that. */
const FINDINGS: readonly Finding[] = [
  { of: /^helm (install|upgrade) /, find: findRelease },
  { of: /^helm test /, find: (_, __, { stdout }) => expect(stdout).toMatch(/^Phase: +Succeeded$/m) },
  { of: /^helm get values /, find: findValuesFile },
  {
    of: /^kubectl create namespace /,
    find: ([name = ''], { cluster }) => findObject(cluster, 'namespace', name),
  },
  { of: /^kubectl .*?create secret generic /, find: findSecret },
  { of: /^kubectl apply /, find: findApplied },
  { of: /^kubectl .*?rollout restart /, find: findRestarted },
  { of: /^kubectl patch /, find: findPatched },
  { of: /^kubectl delete statefulset /, find: findOrphan },
  { of: /^kubectl get /, find: findRows },
  {
    of: /^kubectl auth can-i --list/,
    find: (_, __, { stdout }) => expect(stdout).toMatch(/^deployments\.apps .*\bcreate\b/m),
  },
  { of: /^deploy\/helm-deploy\.sh .*--dry-run/, find: findDryRun },
  { of: /^npm run synth/, find: findOutput },
  { of: /^npm run --silent stacks -- render /, find: findRendering },
  { of: /^npm run --silent stacks -- diff/, find: findComparison },
  { of: /^npm run --silent stacks -- report\b/, find: findReport },
  { of: /^npm run --silent stacks -- secrets /, find: findSecrets },
  { of: /^npm run --silent stacks -- gitops /, find: findGitops },
  { of: /^npm run --silent stacks -- package/, find: (_, __, { stdout }) => findPackages(stdout) },
  { of: /^npm run --silent stacks -- sbom /, find: (_, __, { stdout }) => findBill(stdout) },
  { of: /^kubectl kustomize /, find: (_, __, { stdout }) => expect(stdout).toMatch(/^kind: Deployment$/m) },
];

/**
 * Looks whether a command did what it says.
 *
 * @throws Error when it did not, or when nothing is known that it would do
 */
export async function findWhatItDid(context: ReadmeContext, outcome: Outcome): Promise<void> {
  const { line } = outcome;
  const finding = FINDINGS.find(({ of }) => of.test(line));
  if (finding === undefined)
    throw new Error('verify/cluster/readmes/findings.ts does not say what there is to see after it.');
  await finding.find(wordsOf(line.replace(finding.of, '')), context, outcome);
}

/** The release is deployed, all workloads become available, and their Secrets are there. */
async function findRelease([name = '']: readonly string[], context: ReadmeContext, { line }: Outcome) {
  const { cluster, major } = context;
  const namespace = namespaceOf(line) ?? context.namespace;
  const status = await cluster.helm(major, 'status', name, '-n', namespace, '--output', 'json');
  expect(JSON.parse(status)).toMatchObject({ info: { status: 'deployed' } });
  await findPods(context);
  const [, size] = /persistence\.size=(\S+)/.exec(line) ?? [];
  if (size === undefined) return;
  const sets = await cluster.list('statefulsets', '-n', namespace);
  expect(JSON.stringify(sets.map(({ spec }) => spec))).toContain(`"storage":"${size}"`);
}

async function findPods({ cluster }: ReadmeContext): Promise<void> {
  await settled(cluster);
  await expectSecretsThatPodsRead(cluster);
}

function findValuesFile(_: readonly string[], { place, folder }: ReadmeContext, { line }: Outcome): void {
  const [, file = ''] = /> (\S+)$/.exec(line) ?? [];
  const values: unknown = parse(readFileSync(path.join(place.folder, folder, file), 'utf8'));
  expect(Object.keys(z.looseObject({}).parse(values))).not.toEqual([]);
}

async function findObject(cluster: ReadmeContext['cluster'], ...object: readonly string[]): Promise<void> {
  await cluster.kubectl('get', ...object);
}

/** The Secret has the keys that the command gives, none of them empty. */
async function findSecret([name = '']: readonly string[], context: ReadmeContext, { line }: Outcome) {
  const namespace = namespaceOf(line) ?? context.namespace;
  const values = await secretValues(context.cluster, namespace, name);
  const keys = [...line.matchAll(/--from-literal=([^=\s]+)=/g)].map(([, key = '']) => key);
  expect(Object.keys(values).sort()).toEqual([...keys].sort());
  expect(Object.entries(values).filter(([, value]) => value === '')).toEqual([]);
}

async function findApplied(_: readonly string[], context: ReadmeContext, { stdout }: Outcome): Promise<void> {
  expect(stdout.trim().split('\n').length).toBeGreaterThanOrEqual(20);
  await findPods(context);
}

async function findRestarted([name = '']: readonly string[], context: ReadmeContext, { line }: Outcome) {
  const namespace = namespaceOf(line) ?? context.namespace;
  const object = await context.cluster.kubectl('get', name, '-n', namespace, '-o', 'json');
  expect(object).toContain('"kubectl.kubernetes.io/restartedAt"');
  await settled(context.cluster, namespace);
}

/** Each chart has a package, and each package a checksum. */
function findPackages(stdout: string): void {
  const files = stdout.trim().split('\n');
  expect(files.length).toBeGreaterThanOrEqual(12);
  for (const file of files) expect(file).toMatch(/^release\/[\w-]+-[0-9.]+\.tgz(\.sha256)?$/);
}

function findBill(stdout: string): void {
  const bill: unknown = JSON.parse(stdout);
  expect(bill).toMatchObject({ bomFormat: 'CycloneDX' });
  expect(stdout).toContain('pkg:docker/');
}

/** The object is as the patch says. */
async function findPatched(
  [kind = '', name = '']: readonly string[],
  context: ReadmeContext,
  { line }: Outcome,
) {
  const [, patch = ''] = /-p '([^']*)'/.exec(line) ?? [];
  const namespace = namespaceOf(line) ?? context.namespace;
  const object = await context.cluster.kubectl('get', kind, name, '-n', namespace, '-o', 'json');
  expect(JSON.parse(object)).toMatchObject(JSON.parse(patch) as object);
}

/** The StatefulSet is gone, and its pod is not. */
async function findOrphan([name = '']: readonly string[], context: ReadmeContext, { line }: Outcome) {
  const { cluster } = context;
  const namespace = namespaceOf(line) ?? context.namespace;
  const left = await cluster.list('statefulsets', '-n', namespace);
  expect(left.map(({ metadata }) => metadata.name)).not.toContain(name);
  const pod = await cluster.kubectl('get', 'pod', `${name}-0`, '-n', namespace, '-o', 'json');
  expect(JSON.parse(pod)).toMatchObject({ metadata: { name: `${name}-0` } });
}

/** Rows of each kind. */
function findRows([kinds = '']: readonly string[], _: ReadmeContext, { stdout }: Outcome): void {
  const rows = stdout.split('\n').filter((row) => row.trim() !== '' && !/^NAME\s/.test(row));
  expect(rows).not.toEqual([]);
  const all = kinds.split(',');
  const found = new Set(rows.map((row) => /^([a-z]+)[./]/.exec(row)?.[1]));
  if (all.length > 1) expect(found.size).toBe(all.length);
}

/** It shows what it would deploy, and deploys nothing. */
async function findDryRun(_: readonly string[], context: ReadmeContext, { line, stdout }: Outcome) {
  expect(stdout).toContain('Nothing was changed: a dry run.');
  expect(stdout).toMatch(/^kind: Deployment$/m);
  const [, chart = ''] = / -c (\S+)/.exec(line) ?? [];
  const releases = await context.cluster.helm(context.major, 'list', '--all-namespaces', '--short');
  expect(releases.trim().split('\n')).not.toContain(chart);
}

function findOutput(_: readonly string[], { place, folder }: ReadmeContext): void {
  const output = path.join(place.folder, folder, 'dist');
  for (const { name } of environments) expect(readdirSync(path.join(output, name))).not.toEqual([]);
  expect(existsSync(path.join(output, 'charts/claude-relay/Chart.yaml'))).toBe(true);
}

function findRendering([stack = '']: readonly string[], _: ReadmeContext, { stdout }: Outcome): void {
  const objects = parseAllDocuments(stdout).map((document) => document.toJS() as unknown);
  expect(objects).toContainEqual(
    expect.objectContaining({ kind: 'Deployment', metadata: expect.objectContaining({ name: stack }) }),
  );
}

/** What an environment needs, or what came of it in the cluster. */
function findSecrets([name = '']: readonly string[], _: ReadmeContext, { line, stdout }: Outcome): void {
  if (line.includes('--check')) expect(stdout).toContain(`${name}: all Secrets are there`);
  else if (line.includes('--create')) expect(stdout).toMatch(/^Secret \S+: created$/m);
  else if (line.includes('--external-secret'))
    expect(stdout).toMatch(/^externalsecret\S+ serverside-applied$/m);
  else expect(stdout).toContain(`${name} needs `);
}

/** It prints what the tool reads, of the environment that is named. */
function findGitops([tool = '']: readonly string[], _: ReadmeContext, { line, stdout }: Outcome): void {
  const kinds = {
    argocd: 'ApplicationSet',
    flux: line.includes('--charts') ? 'HelmRelease' : 'Kustomization',
  };
  const [, environment = ''] = / --environment (\S+)/.exec(line) ?? [];
  const found = Object.entries(kinds).find(([name]) => name === tool);
  expect(stdout).toMatch(found === undefined ? /^releases:$/m : new RegExp(`^kind: ${found[1]}$`, 'm'));
  expect(stdout).toMatch(new RegExp(`\\b${environment}\\b`));
}

/** It names the pages that it has written, or prints what is in one. */
function findReport(_: readonly string[], __: ReadmeContext, { line, stdout }: Outcome): void {
  if (line.includes('--json'))
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ environment: 'prod' }));
  else expect(stdout).toMatch(/\bprod\.html$/m);
}

/** It says of an environment what differs, or that nothing does. */
function findComparison(_: readonly string[], __: ReadmeContext, { line, stdout }: Outcome): void {
  if (line.includes('--json')) {
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ environment: 'prod' }));
    return;
  }
  const heading = line.includes('--markdown') ? /^### .* → .*\n\n/ : /^[a-z ]+: .* -> .*: /;
  expect(stdout).toMatch(heading);
  expect(stdout).toMatch(/no difference|objects: /);
}
