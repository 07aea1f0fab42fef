/** The timeline of a profiled run, on a canvas: a lane for kernels, memory operations, API calls and ranges, along one axis of time. Wheel, pinch, keys and buttons zoom; dragging and keys move; what is pointed at is told below. */
import type { TraceEvent } from '../../src/runtime/profile/profiler.js';
import { duration, size } from '../../src/runtime/profile/tables.js';
import { element } from './elements.js';

export interface Timeline {
  show(events: readonly TraceEvent[], colourOf: (name: string) => string): void;
}

interface Lane {
  readonly title: string;
  /** Rows of events that do not overlap, by start. */
  readonly rows: readonly (readonly TraceEvent[])[];
}

const titles = { range: 'NVTX ranges', api: 'CUDA API', kernel: 'Kernels', memory: 'Memory' } as const;
const axisHeight = 22;
const titleHeight = 18;
const rowHeight = 22;
/** Rows of one lane: what is nested deeper, or runs beside more, lies in the last one. */
const mostRows = 6;
/** Milliseconds: no clock here is finer. Events that overlap by less than `clockStep` follow each other. */
const shortestSpan = 0.001;
const clockStep = 0.006;

/** Each event in the first row that is free at its start. */
function rowsOf(events: readonly TraceEvent[]): TraceEvent[][] {
  const rows: TraceEvent[][] = [];
  const ends: number[] = [];
  for (const event of [...events].sort((a, b) => a.start - b.start || b.duration - a.duration)) {
    let row = ends.findIndex((end) => end <= event.start + clockStep);
    if (row < 0) row = Math.min(rows.length, mostRows - 1);
    rows[row] ??= [];
    rows[row].push(event);
    ends[row] = Math.max(ends[row] ?? 0, event.start + event.duration);
  }
  return rows;
}

/** The first event of the row that ends after `time`. */
function firstAfter(row: readonly TraceEvent[], time: number): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row[middle].start + row[middle].duration < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Of 1, 2 and 5 and their tens, the least that is at least this. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((one) => one * power >= least) ?? 10) * power;
}

const shortDuration = (milliseconds: number): string => (milliseconds <= 0 ? '0' : duration(milliseconds * 1e6).replace(/\.?0+ /, ' '));

export function createTimeline(): Timeline {
  const canvas = element<HTMLCanvasElement>('timeline');
  const place = element<HTMLOutputElement>('timeline-place');
  const told = element('timeline-event');
  const context = canvas.getContext('2d')!;
  let lanes: readonly Lane[] = [];
  let colourOf = (_: string): string => '#888';
  let [first, last] = [0, 1];
  let [from, to] = [0, 1];
  let isAsked = false;

  const timeAt = (x: number): number => from + ((to - from) * x) / canvas.clientWidth;

  function draw(): void {
    isAsked = false;
    const width = canvas.clientWidth;
    const height = axisHeight + lanes.reduce((sum, { rows }) => sum + titleHeight + rows.length * rowHeight, 0) + 4;
    const scale = devicePixelRatio;
    canvas.style.height = `${height}px`;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.scale(scale, scale);
    const { color, fontFamily } = getComputedStyle(canvas);
    context.font = `12px ${fontFamily}`;
    context.textBaseline = 'middle';
    const xOf = (time: number): number => ((time - from) / (to - from)) * width;

    const step = roundStep(((to - from) * 90) / width);
    for (let i = Math.ceil((from - first) / step); first + i * step <= to; i++) {
      const x = xOf(first + i * step);
      context.fillStyle = '#8884';
      context.fillRect(x, 0, 1, height);
      context.fillStyle = color;
      const text = shortDuration(i * step);
      if (x + 4 + context.measureText(text).width <= width) context.fillText(text, x + 4, axisHeight / 2);
    }
    let y = axisHeight;
    for (const { title, rows } of lanes) {
      context.fillStyle = color;
      context.fillText(title, 4, y + titleHeight / 2);
      y += titleHeight;
      for (const row of rows) {
        drawRow(row, y, width, xOf);
        y += rowHeight;
      }
    }
    place.value = `${shortDuration(from - first)} to ${shortDuration(to - first)}`;
  }

  function drawRow(row: readonly TraceEvent[], y: number, width: number, xOf: (time: number) => number): void {
    /** What is narrower than a pixel is drawn once a pixel. */
    let drawnTo = Number.NEGATIVE_INFINITY;
    for (let i = firstAfter(row, from); i < row.length && row[i].start <= to; i++) {
      const { name, start, duration: long } = row[i];
      const left = Math.max(xOf(start), 0);
      const right = Math.min(Math.max(xOf(start + long), left + 1), width);
      if (right <= drawnTo) continue;
      drawnTo = right;
      context.fillStyle = colourOf(name);
      context.fillRect(left, y, Math.max(right - left - (right - left > 4 ? 1 : 0), 1), rowHeight - 3);
      if (right - left < 36) continue;
      context.save();
      context.beginPath();
      context.rect(left, y, right - left - 4, rowHeight);
      context.clip();
      context.fillStyle = '#fff';
      context.fillText(name, left + 4, y + (rowHeight - 3) / 2);
      context.restore();
    }
  }

  function ask(): void {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(draw);
  }

  function look(newFrom: number, newTo: number): void {
    const span = Math.min(Math.max(newTo - newFrom, shortestSpan), last - first);
    from = Math.min(Math.max(newFrom, first), last - span);
    to = from + span;
    ask();
  }
  const zoom = (factor: number, at = (from + to) / 2): void => look(at - (at - from) * factor, at + (to - at) * factor);
  const move = (share: number): void => look(from + (to - from) * share, to + (to - from) * share);

  function eventAt(x: number, y: number): TraceEvent | undefined {
    let top = axisHeight;
    for (const { rows } of lanes) {
      top += titleHeight;
      const row = rows[Math.floor((y - top) / rowHeight)];
      if (y >= top && row !== undefined) {
        // Something narrow is hit by who points beside it.
        const reach = ((to - from) * 3) / canvas.clientWidth;
        const time = timeAt(x);
        const near = row.slice(Math.max(firstAfter(row, time - reach), 0)).find(({ start, duration: long }) => start <= time + reach && start + long >= time - reach);
        return near;
      }
      top += rows.length * rowHeight;
    }
    return undefined;
  }

  function tell(x: number, y: number): void {
    const event = eventAt(x, y);
    if (event === undefined) return;
    const { name, start, duration: long, bytes } = event;
    told.textContent = `${name}: ${duration(long * 1e6)} at ${shortDuration(start - first)}${bytes === undefined ? '' : `, ${size(bytes)}`}`;
  }

  const pointers = new Map<number, { x: number }>();
  canvas.addEventListener('pointerdown', (event) => {
    pointers.set(event.pointerId, { x: event.offsetX });
    canvas.setPointerCapture(event.pointerId);
    tell(event.offsetX, event.offsetY);
  });
  canvas.addEventListener('pointermove', (event) => {
    const own = pointers.get(event.pointerId);
    if (own === undefined) {
      tell(event.offsetX, event.offsetY);
      return;
    }
    const [other] = [...pointers].filter(([id]) => id !== event.pointerId);
    if (other !== undefined) {
      const before = Math.abs(own.x - other[1].x);
      const now = Math.abs(event.offsetX - other[1].x);
      if (before > 0 && now > 0) zoom(before / now, timeAt((event.offsetX + other[1].x) / 2));
    } else if (event.offsetX !== own.x) move((own.x - event.offsetX) / canvas.clientWidth);
    own.x = event.offsetX;
  });
  for (const kind of ['pointerup', 'pointercancel'] as const) canvas.addEventListener(kind, (event) => void pointers.delete(event.pointerId));
  canvas.addEventListener('wheel', (event) => {
    // Without a key the wheel scrolls what is around.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return;
    event.preventDefault();
    zoom(1.002 ** (event.deltaY + event.deltaX), timeAt(event.offsetX));
  }, { passive: false });
  canvas.addEventListener('keydown', (event) => {
    const actions: Readonly<Record<string, () => void>> = { ArrowLeft: () => move(-0.2), ArrowRight: () => move(0.2), '+': () => zoom(0.5), '=': () => zoom(0.5), '-': () => zoom(2), Home: () => look(first, first + to - from), End: () => look(last - (to - from), last), '0': () => look(first, last) };
    const action = actions[event.key];
    if (action === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    action();
  });
  element('zoom-in').addEventListener('click', () => zoom(0.5));
  element('zoom-out').addEventListener('click', () => zoom(2));
  element('zoom-all').addEventListener('click', () => look(first, last));
  new ResizeObserver(ask).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ask);

  return {
    show(events, colours) {
      colourOf = colours;
      told.textContent = '';
      lanes = (['range', 'api', 'kernel', 'memory'] as const).map((category) => ({ title: titles[category], rows: rowsOf(events.filter((event) => event.category === category)) })).filter(({ rows }) => rows.length > 0);
      first = events.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
      last = events.reduce((most, { start, duration: long }) => Math.max(most, start + long), Number.NEGATIVE_INFINITY);
      if (events.length === 0) [first, last] = [0, 1];
      last = Math.max(last, first + shortestSpan);
      look(first, last);
    },
  };
}
