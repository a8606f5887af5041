/** ExternalSecrets are rendered alike: of the values that are made up, few go together with one. */
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { compareRenderings } from '../support/equality';
import { withExternalSecrets } from '../support/external-secrets';
import { plainRendering } from '../support/renderers';

/** The stacks that have Secrets. */
const names = (Object.keys(stacks) as StackName[]).filter((name) =>
  stacks[name].template().resources.some(({ kind }) => kind === 'ExternalSecret'),
);

it.each(names)(
  '%s makes its Secrets by ExternalSecrets alike, plainly and through Helm 3 and 4',
  async (name) => {
    const stack = stacks[name].template();
    const request = {
      release: 'r',
      namespace: 'n0',
      values: [withExternalSecrets(name)],
      set: [],
      setString: [],
    };
    const plain = plainRendering(stack, request);
    if (!plain.ok) throw new Error(plain.message);
    expect(plain.objects.map(({ kind }) => kind)).toContain('ExternalSecret');
    expect(plain.objects.map(({ kind }) => kind)).not.toContain('Secret');
    expect(await compareRenderings(stack, newChartFolder(stack), request)).toBe('same objects');
  },
);
