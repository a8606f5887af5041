import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issuedValue, issuedVariable, issuedVariables } from '../../../lib/app/secrets/issued';
import { KEY_FORMS } from '../../../lib/kubernetes/secret-form';
import { CERTIFICATE, ISSUED, KEYS, key, LOGIN, secret } from './setup';

it('names a variable after the Secret and the key, and says whether it has a file', () => {
  expect(issuedVariables(LOGIN)).toEqual([{ name: 'LOGIN_USER', isFile: false }]);
  expect(issuedVariables(CERTIFICATE).map(({ name }) => name)).toEqual(['TLS_TLS_CRT_FILE', 'TLS_TLS_KEY_FILE']);
  expect(issuedVariables(KEYS)).toEqual([]);
  const pull = key('.dockerconfigjson', KEY_FORMS['.dockerconfigjson']);
  expect(issuedVariable(secret('registry-1.b', [pull]), pull)).toEqual({
    name: 'REGISTRY_1_B_DOCKERCONFIGJSON_FILE',
    isFile: true,
  });
  expect(issuedVariable(secret('1st', []), key('a', ISSUED)).name).toBe('_1ST_A');
}); // prettier-ignore

it('takes the value of a variable, or what is in the file that it names, from the folder of the user', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'issued-'));
  try {
    writeFileSync(path.join(folder, 'tls.crt'), 'a certificate\n');
    const file = { name: 'F', isFile: true };
    expect(issuedValue({ name: 'A', isFile: false }, { A: 'tls.crt' })).toBe('tls.crt');
    expect(issuedValue(file, { F: path.join(folder, 'tls.crt') })).toBe('a certificate\n');
    expect(issuedValue(file, { F: 'tls.crt', INIT_CWD: folder })).toBe('a certificate\n');
    expect(issuedValue(file, { F: '' })).toBeUndefined();
    expect(issuedValue(file, {})).toBeUndefined();
    expect(() => issuedValue(file, { F: 'none', INIT_CWD: folder })).toThrow(
      'The file none, which F names, cannot be read; name one that can.',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
