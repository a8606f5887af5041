import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isSet } from './stand-in';

/** The kinds of services that JAiRouter routes to. */
export const SERVICES = ['chat', 'embedding', 'rerank', 'tts', 'stt', 'imgGen', 'imgEdit'] as const;

/** A model server, as JAiRouter knows it. */
export interface Instance {
  readonly id: string | undefined;
  readonly name: string;
  readonly url: string;
  readonly path: string;
}

type Spelled = Readonly<Record<string, unknown>>;
interface Configuration {
  readonly model?: { readonly services?: Services };
}

type Services = Readonly<Record<string, { readonly instances?: readonly Spelled[] } | undefined>>;

/**
 * The services of the image (config/router/services.yml: addresses of a network that is not ours), each with its list replaced if the
 * configuration file has one, or emptied by a variable, which takes precedence.
 */
export function configuration(file: string): Services {
  const sample = {
    name: 'sample',
    'instance-id': 'sample',
    'base-url': 'http://172.30.6.1:9090',
    path: '/v1',
  };
  const ofImage: Services = Object.fromEntries(SERVICES.map((service) => [service, { instances: [sample] }]));
  const given = existsSync(file) ? (parse(readFileSync(file, 'utf8')) as Configuration) : {};
  const emptied = SERVICES.filter((service) => isSet(`MODEL_SERVICES_${service.toUpperCase()}_INSTANCES`));
  return {
    ...ofImage,
    ...given.model?.services,
    ...Object.fromEntries(emptied.map((service) => [service, { instances: [] }])),
  };
}

/** The instances of a service, whose keys Spring Boot knows in both spellings. */
export function instancesOf(services: Services, service: string): readonly Instance[] {
  return (services[service]?.instances ?? []).map((instance) => {
    const [id, url] = [
      instance['instance-id'] ?? instance['instanceId'],
      instance['base-url'] ?? instance['baseUrl'],
    ];
    return {
      id: id === undefined ? undefined : String(id),
      name: String(instance['name']),
      url: String(url),
      path: String(instance['path'] ?? '/'),
    };
  });
}
