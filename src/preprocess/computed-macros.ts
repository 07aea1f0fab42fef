/** The macros whose value depends on where they stand: `__LINE__`, `__FILE__`, `__COUNTER__` … ([cpp.predefined]). */
import { atom } from './atoms.js';
import type { PpKind, PpToken } from './pp-token.js';
import { ppNumber, ppString } from './pp-token.js';
import type { State } from './state.js';

export const computedMacros = [
  atom.__LINE__,
  atom.__FILE__,
  atom.__FILE_NAME__,
  atom.__BASE_FILE__,
  atom.__DATE__,
  atom.__TIME__,
  atom.__TIMESTAMP__,
  atom.__COUNTER__,
  atom.__INCLUDE_LEVEL__,
] as const;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Kind and atom of what the computed macro named by `token` stands for. */
export function computedToken(state: State, token: PpToken): { kind: PpKind; atom: number } {
  const number = (value: number): { kind: PpKind; atom: number } => ({
    kind: ppNumber,
    atom: state.cache.atoms.intern(String(value)),
  });
  const string = (text: string): { kind: PpKind; atom: number } => ({
    kind: ppString,
    atom: state.cache.atoms.intern(`"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`),
  });
  const position = () => state.sources.expansion(state.sources.fileLoc(token.loc));
  switch (token.atom) {
    case atom.__LINE__:
      return number(position().line);
    case atom.__FILE__:
      return string(position().file);
    case atom.__FILE_NAME__: {
      const { file } = position();
      return string(file.slice(file.lastIndexOf('/') + 1));
    }
    case atom.__BASE_FILE__:
      return string(state.mainPath);
    case atom.__COUNTER__:
      return number(state.counter++);
    case atom.__INCLUDE_LEVEL__:
      return number(state.frames.length - 1);
    case atom.__DATE__:
    case atom.__TIME__:
    case atom.__TIMESTAMP__: {
      state.readClock = true;
      const now = state.options.now ?? new Date();
      const two = (value: number): string => String(value).padStart(2, '0');
      const day = String(now.getDate()).padStart(2, ' ');
      const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
      const month = months[now.getMonth()];
      if (token.atom === atom.__TIME__) return string(time);
      if (token.atom === atom.__DATE__) return string(`${month} ${day} ${now.getFullYear()}`);
      return string(`${days[now.getDay()]} ${month} ${day} ${time} ${now.getFullYear()}`);
    }
    default:
      throw new Error(`computed macro ${state.texts[token.atom]}`);
  }
}
