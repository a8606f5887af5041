import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENVIRONMENT_LABEL, kustomizationOf } from '../../../lib/app/output/kustomization';
import { manifestsOf } from '../../../lib/app/output/dist';
import { writeOutput } from '../../../lib/app/output/write';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { identityOf, metadataOf } from '../../../lib/engine/release/objects';
import { isMap } from '../../../lib/engine/values/merge';
import { environments } from '../../support/environments';
import { kubectl } from '../../support/kubectl';
import { parseLikeHelm } from '../../support/helm';

const place = mkdtempSync(path.join(tmpdir(), 'kustomize-'));
const folder = path.join(place, 'dist');

beforeAll(() => {
  const files = environments.flatMap((environment) => {
    const manifests = manifestsOf(environment);
    return [...manifests, kustomizationOf(environment, manifests.keys())];
  });
  writeOutput(folder, new Map(files));
});
afterAll(() => rmSync(place, { recursive: true }));

async function built(environment: string): Promise<readonly KubernetesObject[]> {
  const { code, output } = await kubectl(['kustomize', path.join(folder, environment)]);
  expect({ code, said: code === 0 ? '' : output }).toEqual({ code: 0, said: '' });
  const [objects = []] = await parseLikeHelm([output]);
  return objects as readonly KubernetesObject[];
}

/** An object without the label of its environment. */
function unlabelled(object: KubernetesObject): KubernetesObject {
  const { labels = {}, ...metadata } = object['metadata'] as { readonly labels?: object };
  const rest = Object.entries(labels).filter(([key]) => key !== ENVIRONMENT_LABEL);
  return {
    ...object,
    metadata: { ...metadata, ...(rest.length === 0 ? {} : { labels: Object.fromEntries(rest) }) },
  };
}

describe.each(environments)('$name', (environment) => {
  it('is built by kustomize into the objects of the files, in their order, with the label', async () => {
    const objects = await built(environment.name);
    const files = [...manifestsOf(environment).values()];
    const applied = (await parseLikeHelm(files)).flat() as readonly KubernetesObject[];
    expect(objects.length).toBeGreaterThan(20);
    expect(objects.map(identityOf)).toEqual(applied.map(identityOf));
    expect(objects.map(unlabelled)).toStrictEqual(applied.map(unlabelled));
    for (const object of objects) {
      const { labels } = object['metadata'] as { readonly labels?: unknown };
      expect({
        object: metadataOf(object).name,
        label: isMap(labels) ? labels[ENVIRONMENT_LABEL] : undefined,
      }).toEqual({ object: metadataOf(object).name, label: environment.name });
    }
  });

  it('lists each file of the folder, and kustomize says so when one is missing', async () => {
    const copy = path.join(place, `${environment.name}-without`);
    cpSync(path.join(folder, environment.name), copy, { recursive: true });
    const [last = ''] = readdirSync(copy).filter((file) => file.endsWith('.yaml')).reverse(); // prettier-ignore
    rmSync(path.join(copy, last));
    const { code, output } = await kubectl(['kustomize', copy]);
    expect(code).not.toBe(0);
    expect(output).toContain(last);
  });
});
