import { ask } from '../http';

/* The wget of BusyBox, as far as the manifests use it: it ends with 1 unless the answer is a good one, and prints the status of an error. */
const url = process.argv.find((arg) => arg.startsWith('http')) ?? '';

void ask(url).then(({ status }) => {
  if (status >= 200 && status < 300) process.exit(0);
  const error =
    status === 0 ? "can't connect to remote host" : `server returned error: HTTP/1.1 ${String(status)}`;
  process.stderr.write(`wget: ${error}\n`);
  process.exit(1);
});
