/**
 * What test pages run: functions that tests call by name. Bytes travel as text with one character each (latin1).
 * run(module, options): runs a module of the site; the outcome as text. stop(): ends the run that was started with `stoppable`. output: what the last run has
 * printed so far.
 */
import { runInBrowser } from '/dist/browser/run.js';

const raw = (text) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const text = (bytes) => {
  let result = '';
  for (let at = 0; at < bytes.length; at += 4096) result += String.fromCharCode(...bytes.subarray(at, at + 4096));
  return result;
};

let controller;

async function run(module, { stdin = '', files = {}, stoppable = false, ...options } = {}) {
  const output = { stdout: '', stderr: '' };
  globalThis.output = output;
  const bytes = await (await fetch(module)).arrayBuffer();
  if (stoppable) controller = new AbortController();
  try {
    const result = await runInBrowser(bytes, {
      ...options,
      stdin: raw(stdin),
      files: Object.fromEntries(Object.entries(files).map(([path, content]) => [path, raw(content)])),
      onStdout: (_, part) => {
        output.stdout += text(part);
      },
      onStderr: (_, part) => {
        output.stderr += text(part);
      },
      ...(stoppable ? { signal: controller.signal } : {}),
    });
    return { exitCode: result.exitCode, device: result.device.kind, files: Object.fromEntries(Object.entries(result.files).map(([path, content]) => [path, text(content)])), ...output };
  } catch (error) {
    return { error: `${error.name}: ${error.message}`, ...output };
  }
}

Object.assign(globalThis, { run, stop: () => controller.abort() });
