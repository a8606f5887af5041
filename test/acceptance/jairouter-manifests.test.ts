/**
 * Compares the manifests of JAiRouter's document with our plain output for the names that the document uses. Each difference
 * has a reason in {@link REASONS}, and each reason a difference.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { stacks } from '../../lib/stacks/stacks';
import { plainRendering } from '../support/renderers';
import { differences, type Difference } from './difference';
import { readDocuments } from './document';
import { Comparison } from './equality';
import { profileNamed } from './evidence';
import type { JsonObject } from './json';
import { REASONS, type Reason } from './jairouter-differences';
import { at } from './path';
import { findObject, namedPorts } from './workloads';

const FOLDER = join(__dirname, 'manifests', 'jairouter');

const [document] = readDocuments().filter(({ stack }) => stack === 'jairouter');
if (!document) throw new Error('JAiRouter has no document.');
const { release = '', namespace = '', values = [] } = profileNamed('J.plain', document.profiles);
const rendering = plainRendering(stacks.jairouter.template(), {
  release,
  namespace,
  values: values.filter((part) => typeof part !== 'string'),
  set: [],
  setString: [],
});
if (!rendering.ok) throw new Error(rendering.message);
const { objects } = rendering;
const comparison = new Comparison(namedPorts(objects));

const found = readdirSync(FOLDER).map((file) => {
  const documented = parse(readFileSync(join(FOLDER, file), 'utf8')) as JsonObject;
  const name = `${String(documented['kind'])}/${String(at(documented, 'metadata.name'))}`;
  const rendered = findObject(objects, documented['kind'], at(documented, 'metadata.name'));
  return {
    name,
    there: rendered !== undefined,
    differing: rendered ? differences(documented, rendered, comparison) : [],
  };
});

/** Whether a reason is for a difference: it names it, or the place around something that we add. */
function isFor(reason: Reason, object: string, { path, documented }: Difference): boolean {
  const places = [object, '*'].flatMap((name) => reason.differences[name] ?? []);
  const isAround = (place: string): boolean => path.startsWith(`${place}.`) || path.startsWith(`${place}[`);
  return places.some((place) => path === place || (documented === undefined && isAround(place)));
}

describe("the document's manifests", () => {
  it.each(found)('$name differs only where there is a reason', ({ name, there, differing }) => {
    const known = REASONS.some(({ absent }) => absent?.includes(name) === true);
    expect({ name, there }).toEqual({ name, there: !known });
    expect(
      differing.filter((difference) => !REASONS.some((reason) => isFor(reason, name, difference))),
    ).toEqual([]);
  });
});

describe('reasons', () => {
  const text = readFileSync(join(__dirname, '../../docs/deviations.md'), 'utf8');
  const anchors = [...text.matchAll(/^## (.*)$/gm)].map(([, heading = '']) => anchorOf(heading));

  it.each(REASONS)('$document is explained', ({ document: place }) => {
    expect(anchors).toContain(place.replace('docs/deviations.md#', ''));
  });

  const places = REASONS.flatMap(({ differences: objectsOf }) =>
    Object.entries(objectsOf).flatMap(([object, paths]) => paths.map((path) => ({ object, path }))),
  );

  it.each(places)('$object: $path is a difference', ({ object, path }) => {
    const only = { document: 'docs/deviations.md#', differences: { [object]: [path] } } as const;
    expect(
      found.some(({ name, differing }) => differing.some((difference) => isFor(only, name, difference))),
    ).toBe(true);
  });

  it.each(REASONS.flatMap(({ absent = [] }) => absent))('%s is absent', (name) => {
    expect(found.find((one) => one.name === name)).toMatchObject({ there: false });
  });
});

/** The anchor that GitHub gives to a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}
