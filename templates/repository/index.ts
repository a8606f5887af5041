import { defineStack } from '../../lib/stacks/definition';
import { webAppSoftware } from './software';
import { WebApp } from '../stack/stack';

/** Web app. */
export const webApp = defineStack(__dirname, webAppSoftware, () => new WebApp());
