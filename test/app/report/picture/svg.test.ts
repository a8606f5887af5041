import { markedPicture } from '../../../../lib/app/report/model/marks';
import { pictureOf } from '../../../../lib/app/report/model/picture';
import { layoutOf } from '../../../../lib/app/report/picture/layout';
import { svgOf } from '../../../../lib/app/report/picture/svg';
import { deployment } from '../../changes/objects';
import { ENVIRONMENT } from '../objects';

const drawn = async (picture: Parameters<typeof svgOf>[0]) => svgOf(picture, await layoutOf(picture)).text;
const picture = pictureOf(ENVIRONMENT);

it('has a link for each node, to its row, that says what it is and whom it talks to', async () => {
  const svg = await drawn(picture);
  expect(svg).toContain('id="node-deployment-ai-web" href="#row-deployment-ai-web"');
  expect(svg).toContain(
    'aria-label="web, 2 pods, web:1.2; from web.example.com, any pod; to db, api.example.com, any address"',
  );
  expect([...svg.matchAll(/<a class="node/g)]).toHaveLength(picture.nodes.length);
});

it('has a line for each connection, with its ends, dotted where it is only allowed', async () => {
  const svg = await drawn(picture);
  expect(svg).toContain('class="edge" data-from="deployment-ai-web" data-to="statefulset-ai-db"');
  expect([...svg.matchAll(/class="edge allowed"/g)]).toHaveLength(2);
  expect(svg).toContain('>5432</text>');
});

it('marks what became of it by a sign beside the colour', async () => {
  const after = pictureOf([...ENVIRONMENT, deployment('more')]);
  const svg = await drawn(markedPicture(picture, after, new Set(['Deployment ai/web'])));
  expect(svg).toMatch(/class="node workload added"[^]*?<g class="mark">[^]*?>\+<\/text>/);
  expect(svg).toMatch(/class="node workload changed"[^]*?>Δ<\/text>/);
  const removed = await drawn(markedPicture(after, picture, new Set()));
  expect(removed).toMatch(/class="node workload removed" [^>]*href="#changes"/);
});

it('escapes names', async () => {
  const [node] = picture.nodes;
  if (node === undefined) throw new Error('It has nodes.');
  const svg = await drawn({ nodes: [{ ...node, title: '<script>&"' }], edges: [] });
  expect(svg).toContain('&lt;script&gt;&amp;&quot;');
  expect(svg).not.toContain('<script>');
});
