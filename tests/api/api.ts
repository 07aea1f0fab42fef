/** The built API, as users import it, with types of its sources. */
import { fileURLToPath } from 'node:url';

export type Api = typeof import('../../src/api/index.js');
export type Runtime = typeof import('../../src/runtime/modules/index.js');

export const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

export const api = (await import(`${dist}api/index.js`)) as Api;
export const runtime = (await import(`${dist}api/runtime.js`)) as Runtime;
