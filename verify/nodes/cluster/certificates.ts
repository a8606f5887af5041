import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Who the API server is to the API servers of add-ons. */
const CLIENT = 'front-proxy-client';

/**
 * Makes what the API server shows to the API servers of add-ons, such as that of metrics-server: an authority of its own, and a
 * certificate by which they know who passes users' requests on.
 *
 * @param folder where the files go
 * @returns the flags of kube-apiserver
 */
export function aggregationFlags(folder: string): readonly string[] {
  const own = path.join(folder, 'aggregation');
  mkdirSync(own);
  const file = (name: string) => path.join(own, name);
  openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-days', '1', '-subj', '/CN=front-proxy-ca'],
    ...['-keyout', file('ca.key'), '-out', file('ca.crt')],
  );
  openssl(
    ...['req', '-newkey', 'rsa:2048', '-noenc', '-subj', `/CN=${CLIENT}`],
    ...['-keyout', file('client.key'), '-out', file('client.csr')],
  );
  writeFileSync(file('client.ext'), 'extendedKeyUsage = clientAuth\n');
  openssl(
    ...['x509', '-req', '-days', '1', '-in', file('client.csr'), '-extfile', file('client.ext')],
    ...['-CA', file('ca.crt'), '-CAkey', file('ca.key'), '-CAcreateserial', '-out', file('client.crt')],
  );
  return [
    ...['--requestheader-client-ca-file', file('ca.crt'), '--requestheader-allowed-names', CLIENT],
    ...[
      '--requestheader-username-headers',
      'X-Remote-User',
      '--requestheader-group-headers',
      'X-Remote-Group',
    ],
    ...['--requestheader-extra-headers-prefix', 'X-Remote-Extra-'],
    ...['--proxy-client-cert-file', file('client.crt'), '--proxy-client-key-file', file('client.key')],
    // Nobody translates addresses of Services outside the nodes, where the API server is.
    '--enable-aggregator-routing=true',
  ];
}

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
