import { connect } from 'node:net';

/*
 * The nc of BusyBox, as far as the manifests use it: `nc -z` asks whether a port is open, and without it what comes in goes out.
 * `-w` is a number of seconds; here they are this machine's, which may be busy.
 */
const args = process.argv.slice(2);
const scans = args.includes('-z');
const rest = args.filter((arg, index) => !arg.startsWith('-') && args[index - 1] !== '-w');
const [host = '', port = ''] = rest;

const socket = connect(Number(port), host, () => {
  if (scans) process.exit(0);
  process.stdin.pipe(socket);
  socket.pipe(process.stdout);
});
socket.on('error', () => process.exit(1));
socket.on('close', () => process.exit(0));
