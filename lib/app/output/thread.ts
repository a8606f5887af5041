/** Run as a thread of its own: renders environments as long as there are any. */
import { parentPort, workerData } from 'node:worker_threads';
import { renderedHere, type ThreadData } from './threads';

for (const message of renderedHere(workerData as ThreadData)) parentPort?.postMessage(message);
