import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { download } from '../../../imports/crd-sources';
import { helmBinary } from '../../../test/support/helm-binary';
import { packageIn } from '../support/flows';

/** The module of the NGINX Ingress controller, which has its chart in it as it is published: version 4.11.0. */
const INGRESS_NGINX = 'k8s.io/ingress-nginx@v0.0.0-20240708192948-52c50467d67d';

/** What stands for the addresses of chart repositories: packages and their index, served to Helm on a loopback address. */
export class ChartRepository {
  /**
   * Serves the claude-relay chart of a synthesis, and the chart of the NGINX Ingress controller.
   *
   * @param folder where to keep the packages
   * @param output the folder of a synthesis
   * @throws Error when the module of the controller cannot be had
   */
  static async serve(folder: string, output: string): Promise<ChartRepository> {
    mkdirSync(folder, { recursive: true });
    const own = packageIn(path.join(output, 'charts'), 'claude-relay');
    copyFileSync(own, path.join(folder, path.basename(own)));
    const helm = (...args: readonly string[]) => execFileSync(helmBinary(4), args, { stdio: 'pipe' });
    helm('package', path.join(download(INGRESS_NGINX), 'charts/ingress-nginx'), '--destination', folder);
    helm('repo', 'index', folder);

    const server = createServer(({ url = '' }, response) => {
      try {
        response.end(readFileSync(path.join(folder, path.basename(url))));
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return new ChartRepository(server);
  }

  private constructor(private readonly server: Server) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
