import { chromium } from './chromium';
import { debianRoot, isPinnedSystem, promtool } from './debian';
import { PACKAGE_SETS, type PackageSet } from './debian-packages';
import { CLUSTER_VERSIONS, kubernetes, CLUSTER_VERSION } from './kubernetes';
import { program } from './programs';
import { pythonEnvironment } from './python';

/** What `npm run verify` needs. */
export function installVerifiers(): void {
  program('kubeconform');
  program('kube-score');
  program('conftest');
  program('oras');
  program('crane');
  program('helm-3-values');
  program('helm-4-values');
  pythonEnvironment();
  promtool();
  // Elsewhere, CHROMIUM names one; the tests of reports fail without it and say so.
  if (isPinnedSystem() || process.env['CHROMIUM']) chromium();
  else
    process.stderr.write(
      'not installed: Chromium, as this is another system; set CHROMIUM to the path of one\n',
    );
}

/** What `npm run test:cluster` needs. */
export function installCluster(): void {
  program('etcd');
  program('kwok');
  for (const minor of CLUSTER_VERSIONS) kubernetes(minor, 'kube-apiserver');
}

/** What `npm run test:nodes` needs. */
export function installNodes(): void {
  for (const set of Object.keys(PACKAGE_SETS) as PackageSet[]) if (set !== 'browser') debianRoot(set);
  program('etcd');
  kubernetes(CLUSTER_VERSION, 'kube-apiserver');
  kubernetes(CLUSTER_VERSION, 'kubelet');
  program('coredns');
  program('kube-router');
  program('redis_exporter');
}

/** What `npm run test:addons` needs beside that: the controllers of others. */
export function installAddons(): void {
  program('metrics-server');
  program('prometheus');
  program('prometheus-operator');
  program('external-secrets');
  program('traefik');
}

/** What `npm run test:gitops` needs. */
export function installGitops(): void {
  program('etcd');
  program('kwok');
  kubernetes(CLUSTER_VERSION, 'kube-apiserver');
  program('crane');
  program('oras');
  program('flux');
  program('cosign');
  program('helmfile');
}

/** What each suite needs, by its script. */
const INSTALL = {
  verify: installVerifiers,
  'test:cluster': installCluster,
  'test:nodes': onPinnedSystem('test:nodes', installNodes),
  'test:gitops': installGitops,
  'test:addons': onPinnedSystem('test:addons', installAddons),
} as const satisfies Record<string, () => void>;

/** Packages of Debian are pinned for one release of it: elsewhere nothing is installed, and it is said. */
function onPinnedSystem(suite: string, install: () => void): () => void {
  return () => {
    if (isPinnedSystem()) install();
    else process.stderr.write(`not installed: what npm run ${suite} needs, as this is another system\n`);
  };
}

/** Installs what the suites that are named need: without names, all of them. */
function install(names: readonly string[]): void {
  const wrong = names.find((name) => !Object.hasOwn(INSTALL, name));
  if (wrong !== undefined) throw new Error(`"${wrong}" is none of ${Object.keys(INSTALL).join(', ')}.`);
  for (const [name, install] of Object.entries(INSTALL))
    if (names.length === 0 || names.includes(name)) install();
}

if (require.main === module) {
  try {
    install(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
