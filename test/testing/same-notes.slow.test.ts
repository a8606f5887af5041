import { lines } from '../../lib/engine/template/tree';
import { expectNotes } from '../../lib/testing/same-notes';
import { helmBinary } from '../support/helm-binary';
import { Web } from './stack';

const helm = helmBinary(3);

it('gives notes that are the same plainly and by Helm', async () => {
  expect(await expectNotes(new Web(), { helm, values: { replicas: 3 } })).toBe('web has 3 replicas.\n');
  const options = { helm: [helm, helmBinary(4)], name: 'shop', namespace: 'prod' };
  expect(await expectNotes(new Web(), options)).toBe('shop has 2 replicas.\n');
});

it('fails where there are none', async () => {
  await expect(expectNotes(new Web({ notes: lines('') }), { helm })).rejects.toThrow(
    'web has no notes; they are what its user reads after helm install.',
  );
});

it('shows lines that differ', async () => {
  class Changing extends Web {
    private asked = 0;
    // One that gives others each time it is asked.
    override get warnings() {
      this.asked += 1;
      return [lines('WARNING: the same', `WARNING: ${String(this.asked)}`)];
    }
  }
  await expect(expectNotes(new Changing(), { helm })).rejects.toThrow(
    /^The notes of web are not the same \(- plain, \+ Helm v3\.[\d.]+\):\n[^]*\n {2}WARNING: the same\n- WARNING: \d\n\+ WARNING: \d$/,
  );
});
