import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applicationSets } from '../../../lib/app/gitops/argocd';
import { fluxKustomizations } from '../../../lib/app/gitops/flux-kustomizations';
import { kustomizationOf } from '../../../lib/app/output/kustomization';
import { manifestsOf } from '../../../lib/app/output/dist';
import { writeOutput } from '../../../lib/app/output/write';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { at, items, metadataOf } from '../../../lib/engine/release/objects';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { toYaml } from '../../../lib/engine/yaml/document';
import { parseLikeHelm } from '../../support/helm';
import { kubectl } from '../../support/kubectl';
import { environmentNamed } from './environment';

/** It has claims that Helm keeps. */
const dev = environmentNamed('dev');

const GIT = { repository: 'https://example.com/a.git', revision: 'main', path: 'dist', clusters: [] };
const ARGO_CD = items(
  at(applicationSets([dev], GIT)[0], 'spec', 'template', 'spec', 'source', 'kustomize', 'patches'),
);
const FLUX = items(at(fluxKustomizations([dev], GIT)[1] ?? {}, 'spec', 'patches'));

const SECRET: JsonObject = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: 'keys', namespace: 'a' },
};

const place = mkdtempSync(path.join(tmpdir(), 'patches-'));
afterAll(() => rmSync(place, { recursive: true }));

/** The objects of an environment, and an ExternalSecret, as kustomize patches them. */
async function patched(name: string, patches: readonly Json[]): Promise<readonly KubernetesObject[]> {
  const folder = path.join(place, name);
  const manifests = manifestsOf(dev);
  writeOutput(folder, new Map([...manifests, kustomizationOf(dev, manifests.keys())]));
  mkdirSync(path.join(folder, 'overlay'));
  writeFileSync(path.join(folder, 'overlay/secret.yaml'), toYaml(SECRET));
  const overlay = { resources: ['../dev', 'secret.yaml'], patches };
  writeFileSync(path.join(folder, 'overlay/kustomization.yaml'), toYaml(overlay));
  const { code, output } = await kubectl(['kustomize', path.join(folder, 'overlay')]);
  expect({ code, said: code === 0 ? '' : output }).toEqual({ code: 0, said: '' });
  const [objects = []] = await parseLikeHelm([output]);
  return objects as readonly KubernetesObject[];
}

/** The kinds of objects with an annotation, each once. */
function kindsWith(
  objects: readonly KubernetesObject[],
  annotation: string,
  value: string,
): readonly unknown[] {
  const found = objects.filter((object) => at(object, 'metadata', 'annotations', annotation) === value);
  return [...new Set(found.map(({ kind }) => kind))].sort();
}

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const WAVE = 'argocd.argoproj.io/sync-wave';
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

it('keeps namespaces and claims from Argo CD, and orders what kinds do not order', async () => {
  const objects = await patched('argocd', ARGO_CD);
  expect(kindsWith(objects, SYNC_OPTIONS, 'Prune=false,Delete=false')).toEqual([
    'Namespace',
    'PersistentVolumeClaim',
  ]);
  expect(kindsWith(objects, WAVE, '-2')).toEqual(['Namespace']);
  expect(kindsWith(objects, WAVE, '-1')).toEqual(['ExternalSecret']);
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
  expect(namespaces.map((object) => metadataOf(object).name)).toContain(dev.namespace);
});

it('keeps namespaces and claims from Flux', async () => {
  const objects = await patched('flux', FLUX);
  expect(kindsWith(objects, PRUNE, 'disabled')).toEqual(['Namespace', 'PersistentVolumeClaim']);
});

it('keeps no claim that Helm does not keep', async () => {
  const objects = await patched('again', FLUX);
  const kept = objects.filter((object) => at(object, 'metadata', 'annotations', PRUNE) === 'disabled');
  const claims = kept.filter(({ kind }) => kind !== 'Namespace');
  expect(claims.length).toBeGreaterThan(0);
  for (const claim of claims)
    expect(at(claim, 'metadata', 'annotations', 'helm.sh/resource-policy')).toBe('keep');
});

it('keeps nothing without them', async () => {
  const objects = await patched('none', []);
  expect(kindsWith(objects, SYNC_OPTIONS, 'Prune=false,Delete=false')).toEqual([]);
  expect(kindsWith(objects, PRUNE, 'disabled')).toEqual([]);
});
