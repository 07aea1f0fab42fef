/** The table of all messages: what every phase can say. The test beside it checks that codes are unique and in their phase's range. */
import type { MessageTable } from './diagnostic.js';
import { driverMessages } from './driver-messages.js';
import { exprMessages } from './expr-messages.js';
import { lexMessages } from './lex-messages.js';
import { linkMessages } from './link-messages.js';
import { lowerMessages } from './lower-messages.js';
import { parseMessages } from './parse-messages.js';
import { preprocessMessages } from './preprocess-messages.js';
import { semaMessages } from './sema-messages.js';
import { wgslMessages } from './wgsl-messages.js';

export const messageTables: Readonly<Record<string, MessageTable>> = {
  preprocess: preprocessMessages,
  lex: lexMessages,
  parse: parseMessages,
  sema: semaMessages,
  expr: exprMessages,
  lower: lowerMessages,
  link: linkMessages,
  wgsl: wgslMessages,
  driver: driverMessages,
};
