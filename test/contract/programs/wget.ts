import { ask } from '../http';

/* The wget of BusyBox, as far as the manifests use it: it ends with 1 unless the answer is a good one. */
const url = process.argv.find((arg) => arg.startsWith('http')) ?? '';

void ask(url).then(({ status }) => process.exit(status >= 200 && status < 300 ? 0 : 1));
