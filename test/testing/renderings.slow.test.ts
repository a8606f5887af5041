import { helmOutput, plainRendering } from '../../lib/testing/renderings';
import { withFiles } from '../../lib/testing/chart-folder';
import { chartFiles } from '../../lib/engine/helm/chart-files';
import { helmBinary } from '../support/helm-binary';
import { Web } from './stack';

const stack = new Web();
const files = chartFiles({ template: stack, introduction: '', environments: new Map() });
const request = {
  release: 'shop',
  namespace: 'prod',
  values: [{ replicas: 3 }, { replicas: 4 }],
  set: ['tag=1'],
  setString: ['tag=2'],
};

it('gives values, then --set, then --set-string, to the plain rendering and to Helm', async () => {
  const spec = { replicas: 4, template: { spec: { containers: [{ image: 'nginx:2' }] } } };
  expect(plainRendering(stack, request)).toMatchObject({ ok: true, objects: [{ spec }] });
  const rendered = await withFiles('web', files, (chart) => helmOutput(helmBinary(3), chart, request));
  expect(rendered).toMatchObject({ ok: true, output: expect.stringMatching(/replicas: 4[^]*nginx:2/) });
});

it('says why values are rejected', async () => {
  const wrong = { ...request, values: [{ replicas: 11 }] };
  expect(plainRendering(stack, wrong)).toMatchObject({
    ok: false,
    message: expect.stringContaining('replicas is 11'),
  });
  const rendered = await withFiles('web', files, (chart) => helmOutput(helmBinary(3), chart, wrong));
  expect(rendered).toMatchObject({ ok: false, message: expect.stringContaining('replicas') });
});
