import { sealingInput } from '../../../lib/app/secrets/sealed';

it('has one Secret in each line, as kubeseal takes it', () => {
  const secrets = ['a', 'b'].map((name) => ({ kind: 'Secret', metadata: { name }, stringData: { k: 'two\nlines' } }));
  const lines = sealingInput(secrets).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(secrets);
  expect(sealingInput([])).toBe('');
}); // prettier-ignore
