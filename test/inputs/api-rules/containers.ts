import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { isMap } from '../../../lib/engine/values/merge';
import { at, listAt, mapAt, mapsAt, repeated, stringAt } from './json';
import { placed } from './metadata';
import { configKey, dnsLabel, dnsSubdomain, portName, variableName } from './names';
import { quantityOf, quantityProblem } from './quantities';

/** A whole number from 1 to 65535. */
export function isPort(value: Json | undefined): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535;
}

/** What the API server rejects in a container (pkg/apis/core/validation, validateContainers). */
export function* containerProblems(container: JsonObject, volumes: readonly string[]): Generator<string> {
  yield* placed('name', dnsLabel(stringAt(container, 'name')));
  const image = stringAt(container, 'image');
  if (image === '' || image !== image.trim()) yield 'image is empty or has space around it';
  yield* portProblems(container);
  yield* variableProblems(container);
  yield* mountProblems(container, volumes);
  yield* resourceProblems(at(container, 'resources'));
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
    yield* probeProblems(probe, at(container, probe), container);
  if (
    at(container, 'securityContext', 'allowPrivilegeEscalation') === false &&
    at(container, 'securityContext', 'privileged') === true
  )
    yield 'securityContext is privileged and allows no escalation';
}

function* portProblems(container: JsonObject): Generator<string> {
  const ports = mapsAt(container, 'ports');
  for (const port of ports) {
    if (!isPort(at(port, 'containerPort')))
      yield `ports: ${JSON.stringify(at(port, 'containerPort'))} is no port`;
    if (at(port, 'name') !== undefined) yield* placed('ports', portName(stringAt(port, 'name')));
  }
  for (const name of repeated(ports.map((port) => stringAt(port, 'name'))))
    yield `ports: ${name} is there twice`;
  // Server-side apply knows ports by number and protocol.
  for (const port of repeated(
    ports.map((port) => `${String(at(port, 'containerPort'))}/${stringAt(port, 'protocol')}`),
  ))
    yield `ports: ${port} is there twice`;
}

function* variableProblems(container: JsonObject): Generator<string> {
  const variables = mapsAt(container, 'env');
  for (const variable of variables) {
    yield* placed('env', variableName(stringAt(variable, 'name')));
    if (at(variable, 'value') !== undefined && typeof at(variable, 'value') !== 'string')
      yield `env: ${stringAt(variable, 'name')} is no text`;
    const from = Object.entries(mapAt(variable, 'valueFrom'));
    if (at(variable, 'valueFrom') !== undefined && from.length !== 1)
      yield `env: ${stringAt(variable, 'name')} has not one source`;
    for (const [kind, reference] of from.filter(([key]) => key.endsWith('KeyRef'))) {
      yield* placed(`env.${kind}.key`, configKey(stringAt(reference, 'key')));
      yield* placed(`env.${kind}.name`, dnsSubdomain(stringAt(reference, 'name')));
    }
  }
  // Server-side apply knows variables by name.
  for (const name of repeated(variables.map((variable) => stringAt(variable, 'name'))))
    yield `env: ${name} is there twice`;
}

function* mountProblems(container: JsonObject, volumes: readonly string[]): Generator<string> {
  const mounts = mapsAt(container, 'volumeMounts');
  for (const mount of mounts) {
    const name = stringAt(mount, 'name');
    if (!volumes.includes(name)) yield `volumeMounts: there is no volume ${name}`;
    if (stringAt(mount, 'mountPath') === '') yield `volumeMounts: ${name} has no path`;
    if (stringAt(mount, 'mountPath').includes(':'))
      yield `volumeMounts: ${stringAt(mount, 'mountPath')} has a ":"`;
    const subPath = stringAt(mount, 'subPath');
    if (subPath.startsWith('/') || subPath.split('/').includes('..'))
      yield `volumeMounts: ${subPath} leads out`;
    if (at(mount, 'subPath') !== undefined && at(mount, 'subPathExpr') !== undefined)
      yield `volumeMounts: ${name} has subPath and subPathExpr`;
  }
  for (const path of repeated(mounts.map((mount) => stringAt(mount, 'mountPath'))))
    yield `volumeMounts: ${path} is there twice`;
}

function* resourceProblems(resources: Json | undefined): Generator<string> {
  for (const side of ['limits', 'requests']) {
    for (const [resource, quantity] of Object.entries(mapAt(resources, side)))
      yield* placed(`resources.${side}.${resource}`, quantityProblem(quantity));
  }
  for (const [resource, request] of Object.entries(mapAt(resources, 'requests'))) {
    const limit = at(resources, 'limits', resource);
    const [least, most] = [quantityOf(request), quantityOf(limit)];
    if (limit !== undefined && least !== undefined && most !== undefined && least > most)
      yield `resources.requests.${resource}: ${String(request)} is above the limit ${String(limit)}`;
  }
}

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];

function* probeProblems(place: string, probe: Json | undefined, container: JsonObject): Generator<string> {
  if (!isMap(probe)) return;
  const handlers = HANDLERS.filter((handler) => at(probe, handler) !== undefined);
  if (handlers.length !== 1) yield `${place} has not one handler`;
  for (const handler of ['httpGet', 'tcpSocket']) {
    const port = at(probe, handler, 'port');
    if (port === undefined) continue;
    const named = mapsAt(container, 'ports').some(({ name }) => name === port);
    if (!isPort(port) && !named) yield `${place}: the container has no port ${String(port)}`;
  }
  if (at(probe, 'httpGet') !== undefined && stringAt(probe, 'httpGet', 'path') === '')
    yield `${place} has no path`;
  if (at(probe, 'exec') !== undefined && listAt(probe, 'exec', 'command').length === 0)
    yield `${place} has no command`;
  for (const key of ['periodSeconds', 'timeoutSeconds', 'failureThreshold', 'successThreshold']) {
    const number = at(probe, key);
    if (number !== undefined && !(Number(number) >= 1)) yield `${place}.${key} is less than 1`;
  }
  if (place !== 'readinessProbe' && ![undefined, 1].includes(at(probe, 'successThreshold') as number))
    yield `${place}.successThreshold is not 1`;
}
