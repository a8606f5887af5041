import type { Lab } from '../lab';
import type { Pod } from '../pod';
import { Redis } from './redis';

/** The password of every Redis that has one in these tests; whoever writes it into a file has to take care. */
export const REDIS_PASSWORD = 'a "quoted" pass\\word';

/**
 * Starts the Redis that a container is to find: without a password where the release bundles it, as its Service, and with TLS and a
 * password where others keep it.
 *
 * @param container that names it in REDIS_HOST, or in HOST, as those do that wait for it
 */
export async function startRedis(lab: Lab, pod: Pod, container: string): Promise<Redis> {
  const { HOST, REDIS_HOST: host = HOST } = pod.variables(container);
  if (host === undefined) throw new Error(`${container} does not say where Redis is.`);
  const address = await lab.network.address(host, 6379);
  const external = host.includes('.');
  return lab.keep(await new Redis(address, external ? { tls: true, password: REDIS_PASSWORD } : {}).start());
}
