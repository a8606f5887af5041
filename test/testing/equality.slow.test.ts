import { assertSameObjects, assertSameObjectsIn, renderAll, type Texts } from '../../lib/testing/equality';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { bothHelms } from '../support/equality';
import { Web } from './stack';

const same: Texts = ['kind: A\nmetadata: { name: a }\nx: 493', '{ kind: A, metadata: { name: a }, x: 0755 }'];
const other: Texts = ['kind: A\nmetadata: { name: a }\nx: "y"', 'kind: A\nmetadata: { name: a }\nx: y'];
const helms = bothHelms();

it('reads what both renderings give as Helm does', async () => {
  await assertSameObjects([same], helms);
  await expect(assertSameObjects([same, other], helms)).rejects.toThrow(
    '- plain, + Helm v3\nA a\n  - x: "y"\n  + x: true',
  );
});

it('names the Helm that differs', async () => {
  const [plain, wrong] = other;
  await expect(assertSameObjects([[plain, plain, wrong ?? '']], helms)).rejects.toThrow('+ Helm v4');
});

it('searches again, one by one, when something differs', async () => {
  const taken: number[] = [];
  const search = async (take: (texts: Texts) => Promise<unknown>) => {
    taken.push(0);
    for (const texts of [same, other, same]) {
      taken[taken.length - 1] = (taken.at(-1) ?? 0) + 1;
      await take(texts);
    }
  };
  await expect(assertSameObjectsIn(search, helms)).rejects.toThrow('x: true');
  expect(taken).toEqual([3, 2]);
  expect(await assertSameObjectsIn((take) => take(same).then(() => undefined), helms)).toBe(1);
});

it('says who rejects what others render', async () => {
  const stack = new Web({ jsonSchema: { type: 'string', pattern: '^V?[0-9.]*$' } });
  const request = { release: 'r', namespace: 'n', values: [{ tag: 'v1' }], set: [], setString: [] };
  await expect(renderAll(stack, newChartFolder(stack), request, helms)).rejects.toThrow(
    /^Some reject and some do not:\nplain: renders\nHelm v3: Error: [^]*\nHelm v4: Error: /,
  );
  const wrong = { ...request, values: [{ replicas: -1 }] };
  expect(await renderAll(stack, newChartFolder(stack), wrong, helms)).toEqual({
    rejection: expect.stringContaining('replicas is -1'),
  });
});
