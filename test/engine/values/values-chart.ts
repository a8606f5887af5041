import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  COMPLETING_TEMPLATE,
  completingHelper,
  completingHelperName,
  DEFAULTS_FILE,
  defaultsFile,
} from '../../../lib/engine/helm/stored-values';
import type { Fields, Section } from '../../../lib/engine/values/collections';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { valuesYaml } from '../../../lib/engine/values/documentation';
import { jsonSchemaOf } from '../../../lib/engine/values/json-schema';
import { helmTemplate } from '../../support/helm';
import type { HelmMajor } from '../../support/helm-binary';

export const MAJORS: readonly HelmMajor[] = [3, 4];

/** What a user gives to Helm. */
export interface Given {
  /** Values files, later ones over earlier ones. */
  readonly files?: readonly JsonObject[];
  /** As `--set`. */
  readonly set?: readonly string[];
  /** As `--set-string`. */
  readonly setString?: readonly string[];
}

/** The values that a template gets, or why there are none. */
export type Outcome =
  { readonly ok: true; readonly values: JsonObject } | { readonly ok: false; readonly message: string };

const CHART = 'apiVersion: v2\nname: values\nversion: 0.0.0\n';
const TEMPLATE = `
kind: ConfigMap
apiVersion: v1
metadata: { name: values }
data: { values: {{ toJson .Values | b64enc | quote }} }
`;

/** A chart that prints the values which Helm hands to its templates. */
export class ValuesChart {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'values-chart-'));
  private files = 0;

  /**
   * @param values the text of `values.yaml`
   * @param schema the text of `values.schema.json`, if any
   */
  constructor(values: string, schema?: string) {
    mkdirSync(path.join(this.folder, 'chart', 'templates'), { recursive: true });
    this.write('chart/Chart.yaml', CHART);
    this.write('chart/values.yaml', values);
    this.write('chart/templates/values.yaml', TEMPLATE);
    if (schema !== undefined) this.write('chart/values.schema.json', schema);
  }

  /**
   * A chart with declared values and all by which a chart of ours checks them: the schema, and the template that rejects `null` for what
   * has a default, which Helm deletes together with the default.
   */
  static of(declaration: Section<Fields>): ValuesChart {
    const chart = new ValuesChart(
      valuesYaml('Values.', declaration),
      JSON.stringify(jsonSchemaOf('values', declaration)),
    );
    mkdirSync(path.join(chart.folder, 'chart', path.dirname(COMPLETING_TEMPLATE)), { recursive: true });
    mkdirSync(path.join(chart.folder, 'chart', path.dirname(DEFAULTS_FILE)), { recursive: true });
    chart.write(`chart/${DEFAULTS_FILE}`, defaultsFile('values', declaration));
    chart.write('chart/templates/_helpers.tpl', completingHelper('values'));
    chart.write(
      `chart/${COMPLETING_TEMPLATE}`,
      `{{- include ${JSON.stringify(completingHelperName('values'))} . }}\n`,
    );
    return chart;
  }

  /** The values that Helm makes of what is given, or its rejection. */
  async render(major: HelmMajor, { files = [], set, setString }: Given): Promise<Outcome> {
    const valueFiles = files.map((values) => {
      this.files += 1;
      return this.write(`${String(this.files)}.json`, JSON.stringify(values));
    });
    const outcome = await this.renderFiles(major, valueFiles, set, setString);
    valueFiles.forEach((file) => rmSync(file));
    return outcome;
  }

  /** The values that Helm makes of values files, by their paths, and flags. */
  async renderFiles(
    major: HelmMajor,
    valueFiles: readonly string[],
    set: readonly string[] = [],
    setString: readonly string[] = [],
  ): Promise<Outcome> {
    const result = await helmTemplate(major, {
      chart: path.join(this.folder, 'chart'),
      release: 'values',
      namespace: 'default',
      valueFiles,
      set,
      setString,
    });
    if (!result.ok) return result;
    const [, base64 = ''] = /values: "(.*)"/.exec(result.output) ?? [];
    return { ok: true, values: JSON.parse(Buffer.from(base64, 'base64').toString('utf8')) as JsonObject };
  }

  /** The values that Helm makes of the text of a values file. */
  async renderText(major: HelmMajor, text: string): Promise<Outcome> {
    this.files += 1;
    const file = this.write(`${String(this.files)}.yaml`, text);
    const outcome = await this.renderFiles(major, [file]);
    rmSync(file);
    return outcome;
  }

  /** What Helm 3 and Helm 4 make of what is given. */
  async renderBoth(given: Given): Promise<readonly [Outcome, Outcome]> {
    return Promise.all([this.render(3, given), this.render(4, given)]);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private write(file: string, text: string): string {
    const target = path.join(this.folder, file);
    writeFileSync(target, text);
    return target;
  }
}
