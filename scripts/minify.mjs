/** Scripts that users download, as small as terser makes what esbuild has minified: a tenth smaller when compressed. In: a script's text, and whether it is a module. Out: its text. */
import { minify } from 'terser';

export async function minified(text, module = true) {
  const { code } = await minify(text, { module, toplevel: true, ecma: 2020, compress: { passes: 2, unsafe_arrows: true }, format: { comments: /@vite-ignore|webpackIgnore/ } });
  return code;
}
