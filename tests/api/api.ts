/** The API, as users import it, with types of its sources. */
import { importPart } from '../parts.js';

export type Api = typeof import('../../src/api/index.js');
export type Runtime = typeof import('../../src/runtime/modules/index.js');

export const api = await importPart<Api>('api/index.js', 'api/index.ts');
export const runtime = await importPart<Runtime>('api/runtime.js', 'runtime/modules/index.ts');
