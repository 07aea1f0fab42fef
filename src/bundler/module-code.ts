/** The module that stands for a CUDA source in a bundle. In: the names of its kernels, the artifact's bytes. Out: JavaScript that imports nothing; the same input gives the same text. */

/** Exports by this name load all kernels of a source at once, and give access to its variables. */
export const loadName = 'loadKernels';

/** How modules are replaced while they run. */
export type HotBundler = 'vite' | 'webpack';

const hotObject: Readonly<Record<HotBundler, string>> = { vite: 'import.meta.hot', webpack: 'import.meta.webpackHot' };

export function moduleCode(kernels: readonly string[], artifact: Uint8Array, hot?: HotBundler): string {
  const local = (i: number): string => `kernel${i}`;
  const exported = kernels.map((name, i) => `${local(i)} as ${exportedName(name)}`);
  return `const text = ${JSON.stringify(Buffer.from(artifact).toString('base64'))};
const state = ${hot ? `${hotObject[hot]}?.data?.state ?? {}` : '{}'};
state.modules = new WeakMap();
state.bytes = () => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
function ${loadName}(device) {
  let module = state.modules.get(device);
  if (module === undefined) state.modules.set(device, (module = device.load(state.bytes())));
  return module;
}
const kernel = (name) => ({ device, ...configuration }) => ${loadName}(device).kernel(name)(configuration);
${kernels.map((name, i) => `const ${local(i)} = /* @__PURE__ */ kernel(${JSON.stringify(name)});\n`).join('')}export { ${[loadName, ...exported].join(', ')} };
${hot ? hotCode(kernels, hotObject[hot]) : ''}`;
}

/** Whoever imports the module keeps its kernels, which launch what was compiled last; where other kernels are there, the importers are reloaded. */
function hotCode(kernels: readonly string[], hot: string): string {
  const names = JSON.stringify(kernels.join());
  return `if (${hot}) {
  const before = ${hot}.data?.names;
  ${hot}.dispose((data) => Object.assign(data, { state, names: ${names} }));
  if (before !== undefined && before !== ${names}) ${hot}.invalidate();
  ${hot}.accept();
}
`;
}

/** Template instances and kernels in namespaces are exported by their whole names, as texts: `import { "scale<float>" as scale }`. */
export function exportedName(kernel: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(kernel) && kernel !== loadName ? kernel : JSON.stringify(kernel);
}
