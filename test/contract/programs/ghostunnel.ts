import { connect, createServer } from 'node:net';
import { createServer as createHttpServer } from 'node:http';

/*
 * Ghostunnel 1.11.3 as a client, as its arguments say: it listens in clear, connects with TLS for each connection, and has a status
 * that includes such a connection. It was run in front of a Redis with TLS.
 */

const args = process.argv.slice(2);
const [listen, target, status] = ['--listen', '--target', '--status'].map((flag) =>
  (args[args.indexOf(flag) + 1] ?? '').replace('http://', '').split(':'),
);

function open(onOpen: () => void, onError: () => void) {
  const secure = connect(Number(target?.[1]), target?.[0] ?? '', () => {
    secure.write('TLS\r\n');
    onOpen();
  });
  return secure.on('error', onError);
}

createServer((plain) => {
  const secure = open(
    () => plain.pipe(secure).pipe(plain),
    () => plain.destroy(),
  );
  plain.on('error', () => secure.destroy());
  plain.on('close', () => secure.destroy());
}).listen(Number(listen?.[1]), listen?.[0]);

createHttpServer((request, response) => {
  if (request.url !== '/_status') return response.end('[]');
  const answer = (code: number) => () => response.writeHead(code).end('{}');
  const secure = open(() => {
    secure.destroy();
    answer(200)();
  }, answer(503));
  return undefined;
}).listen(Number(status?.[1]), status?.[0]);

process.on('SIGTERM', () => process.exit(0));
