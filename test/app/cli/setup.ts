import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RenderRequest } from '../../../lib/app/cli/render';
import { discoverEnvironments } from '../../../lib/app/environments/discover';
import { chartOf } from '../../../lib/app/output/dist';
import { byIdentity } from '../../../lib/testing/same-objects';
import { helmTemplate, parseLikeHelm, type HelmInput } from '../../support/helm';
import { MAJORS } from '../../engine/values/values-chart';

/** What the relay must be given. */
export const SECRETS = ['config.jwtSecret=s3cret', 'config.encryptionKey=k3y'];

/** A request for the relay. */
export function request(given: Partial<RenderRequest>): RenderRequest {
  return { stack: 'claude-relay', values: [], set: [], setString: [], ...given };
}

/** A folder of a test file for its values files, which is there from before its first test to after its last one. */
export class Folder {
  path = '';

  constructor() {
    beforeAll(() => {
      this.path = mkdtempSync(path.join(tmpdir(), 'cli-'));
    });
    afterAll(() => rmSync(this.path, { recursive: true }));
  }

  /** Writes a values file and gives its path. */
  valuesFile(name: string, text: string): string {
    const file = path.join(this.path, name);
    writeFileSync(file, text);
    return file;
  }
}

/** The chart of the relay as it is published, made from the source as it is now, in a folder of a test file. */
export class RelayChart {
  constructor(private readonly folder: Folder) {
    beforeAll(() => {
      for (const [file, content] of chartOf('claude-relay', discoverEnvironments())) {
        const target = path.join(this.path, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
    });
  }

  get path(): string {
    return path.join(this.folder.path, 'claude-relay');
  }

  /** Expects that a text has the objects that Helm 3 and 4 print for the same input. */
  async expectAsHelm(text: string, input: Partial<HelmInput>): Promise<void> {
    const printed = await Promise.all(
      MAJORS.map(async (major) => {
        const result = await helmTemplate(major, {
          chart: this.path,
          release: 'claude-relay',
          namespace: 'default',
          ...input,
        });
        if (!result.ok) throw new Error(result.message);
        return result.output;
      }),
    );
    const [ours, helm3, helm4] = (await parseLikeHelm([text, ...printed])).map(byIdentity);
    expect(Object.keys(ours ?? {}).length).toBeGreaterThan(5);
    expect(ours).toEqual(helm3);
    expect(ours).toEqual(helm4);
  }
}
