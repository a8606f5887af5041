import { pictureOf } from '../../../../lib/app/report/model/picture';
import { layoutOf, type Box } from '../../../../lib/app/report/picture/layout';
import { sideOf } from '../../../../lib/app/changes/sides/manifests';
import { workingTree } from '../../../../lib/app/changes/sides/working-tree';
import { discoverEnvironments } from '../../../../lib/app/environments/discover';
import { ENVIRONMENT } from '../objects';

const environments = discoverEnvironments();
const tree = workingTree(environments);
const overlaps = (one: Box, other: Box) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;
const pairs = (boxes: readonly Box[]) => boxes.flatMap((one, index) => boxes.slice(index + 1).map((other) => [one, other] as const)); // prettier-ignore

describe.each([...environments.map(({ name }) => name), 'a small environment'])('%s', (name) => {
  const objects = name.includes(' ') ? ENVIRONMENT : sideOf(tree, name).objects;
  const picture = pictureOf(objects);

  it('is laid out in the same way each time', async () => {
    expect(await layoutOf(picture)).toEqual(await layoutOf(pictureOf(objects)));
  });

  it('has no node on another, no label on a node or another label, and nothing beyond the edge', async () => {
    const { nodes, edges, frames, width, height } = await layoutOf(picture);
    const boxes = [...nodes.values()];
    const labels = [...edges.values()].flatMap(({ label }) => label ?? []);
    expect(boxes).toHaveLength(picture.nodes.length);
    expect(pairs(boxes).filter((pair) => overlaps(...pair))).toEqual([]);
    expect(pairs(labels).filter((pair) => overlaps(...pair))).toEqual([]);
    expect(labels.filter((label) => boxes.some((box) => overlaps(label, box)))).toEqual([]);
    for (const box of [...boxes, ...labels, ...frames])
      expect(overlaps(box, { x: 0, y: 0, width, height }) && box.x + box.width <= width && box.y + box.height <= height).toBe(true); // prettier-ignore
  });

  it('has nodes in the frame of their namespace', async () => {
    const { nodes, frames } = await layoutOf(picture);
    for (const { id, namespace } of picture.nodes) {
      const box = nodes.get(id);
      const frame = frames.find(({ title }) => title === `namespace ${namespace ?? ''}`);
      if (box === undefined || frame === undefined) continue;
      expect(box.x > frame.x && box.x + box.width < frame.x + frame.width).toBe(true);
      expect(box.y > frame.y && box.y + box.height < frame.y + frame.height).toBe(true);
    }
  });

  it('goes from left to right: what is open, then workloads, then what is outside', async () => {
    const { nodes } = await layoutOf(picture);
    const left = (kind: string) =>
      picture.nodes.filter((node) => node.kind === kind).map(({ id }) => nodes.get(id)?.x ?? NaN);
    expect(Math.max(...left('host'))).toBeLessThan(Math.min(...left('workload')));
    expect(Math.max(...left('workload'))).toBeLessThan(Math.min(...left('outside')));
  });
});
