/**
 * Terminals' escape sequences in a page's console: colours and styles become spans, moving home or clearing starts the screen anew, so that frames replace each other; what else there is is left out. In: output as it comes, cut anywhere.
 * Out: elements with the text in them.
 */

interface Style {
  colour: string;
  background: string;
  bold: boolean;
  faint: boolean;
  italic: boolean;
  underline: boolean;
  inverse: boolean;
}

const plain: Style = { colour: '', background: '', bold: false, faint: false, italic: false, underline: false, inverse: false };

const levels = [0, 95, 135, 175, 215, 255];
/** Black to white, then the bright ones: such as can be read on light and on dark ground. */
const basic = ['#555', '#c33', '#283', '#960', '#36c', '#a3a', '#088', '#999', '#777', '#e44', '#2a4', '#b80', '#58e', '#c5c', '#1aa', '#bbb'];

/** Of the 256: the basic ones, a cube of six levels, greys. */
function indexed(n: number): string {
  if (n < 16) return basic[n] ?? '';
  if (n > 231) return `rgb(${Array(3).fill(8 + 10 * (n - 232)).join()})`;
  return `rgb(${[36, 6, 1].map((step) => levels[Math.floor((n - 16) / step) % 6]).join()})`;
}

/** `numbers`: the parameters of an SGR sequence. */
function restyled(style: Style, numbers: readonly number[]): Style {
  const next = { ...style };
  for (let i = 0; i < numbers.length; i++) {
    const n = numbers[i];
    if (n === 0) Object.assign(next, plain);
    else if (n === 1) next.bold = true;
    else if (n === 2) next.faint = true;
    else if (n === 3) next.italic = true;
    else if (n === 4) next.underline = true;
    else if (n === 7) next.inverse = true;
    else if (n === 22) next.bold = next.faint = false;
    else if (n === 23) next.italic = false;
    else if (n === 24) next.underline = false;
    else if (n === 27) next.inverse = false;
    else if (n === 39) next.colour = '';
    else if (n === 49) next.background = '';
    else if (n === 38 || n === 48) {
      const isIndexed = numbers[i + 1] === 5;
      const colour = isIndexed ? indexed(numbers[i + 2] ?? 0) : `rgb(${numbers.slice(i + 2, i + 5).join()})`;
      next[n === 38 ? 'colour' : 'background'] = colour;
      i += isIndexed ? 2 : 4;
    } else {
      const bright = n >= 90 ? 8 : 0;
      const base = bright ? n - 60 : n;
      if (base >= 30 && base <= 37) next.colour = basic[base - 30 + bright];
      if (base >= 40 && base <= 47) next.background = basic[base - 40 + bright];
    }
  }
  return next;
}

function css({ colour, background, bold, faint, italic, underline, inverse }: Style): string {
  const [front, back] = inverse ? [background || 'Canvas', colour || 'CanvasText'] : [colour, background];
  return `${front && `color:${front};`}${back && `background:${back};`}${bold ? 'font-weight:bold;' : ''}${faint ? 'opacity:.7;' : ''}${italic ? 'font-style:italic;' : ''}${underline ? 'text-decoration:underline;' : ''}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what such sequences begin with
const unfinished = /\x1b(?:\[[\d;?]*)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const sequences = /\x1b(?:\[([\d;?]*)([@-~])|[^[])/g;

/** Shows one stream's output: each call puts what came next into an element; `clear` empties the screen. */
export function createAnsiWriter(clear: () => void): (piece: HTMLElement, text: string) => void {
  let style = plain;
  let rest = '';
  return (piece, text) => {
    const all = rest + text;
    // A sequence that has not ended yet.
    const cut = unfinished.exec(all)?.index ?? all.length;
    rest = all.slice(cut);
    let parts: (string | HTMLElement)[] = [];
    const add = (words: string): void => {
      if (words === '') return;
      const rules = css(style);
      if (rules === '') {
        parts.push(words);
        return;
      }
      const span = document.createElement('span');
      span.style.cssText = rules;
      span.textContent = words;
      parts.push(span);
    };
    let at = 0;
    for (const found of all.slice(0, cut).matchAll(sequences)) {
      add(all.slice(at, found.index));
      at = found.index + found[0].length;
      const [, parameters = '', command] = found;
      if (command === 'm') style = restyled(style, parameters.split(';').map(Number));
      else if ((command === 'H' && /^(?:1?;?1?)$/.test(parameters)) || (command === 'J' && /^[23]?$/.test(parameters))) {
        parts = [];
        clear();
      }
    }
    add(all.slice(at, cut));
    piece.replaceChildren(...parts);
  };
}
