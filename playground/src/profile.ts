/** The view of a profiled run: what bounds it, its timeline, and bars of what kernels, memory operations, calls and ranges took in all. */
import type { RecordedProfile } from 'cuda-wasm/browser/profile.js';
import type { Summary } from '../../src/runtime/monitor/monitor.js';
import { duration, size, verdict } from '../../src/runtime/profile/tables.js';
import { element } from './elements.js';
import { createTimeline } from './timeline.js';

export interface ProfileView {
  begin(): void;
  show(recorded: RecordedProfile, device: { readonly kind: 'cpu' | 'webgpu'; readonly name: string }): void;
  /** The run is over, whether it left a profile or not. */
  end(): void;
}

/** Colours that can be told apart on light and dark; names beyond them begin anew. */
const colours = ['#3b7dd8', '#d9822b', '#3d9970', '#c0392b', '#8e5bb5', '#b59b00', '#17a2b8', '#d16ba5'];

function paragraph(text: string): HTMLElement {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

function list(className: string, items: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement('ul');
  made.className = className;
  made.append(...items);
  return made;
}

function bar({ name, total, count, timed, mean, p50, min, max, bytes, gigabytesPerSecond }: Summary, longest: number, all: number, colour: string): HTMLElement {
  const item = document.createElement('li');
  const label = document.createElement('span');
  label.className = 'name';
  label.textContent = name;
  const track = document.createElement('span');
  track.className = 'track';
  const filled = document.createElement('span');
  filled.className = 'filled';
  filled.style.width = `${(100 * total) / Math.max(longest, 1)}%`;
  filled.style.background = colour;
  track.append(filled);
  const sum = document.createElement('span');
  sum.className = 'total';
  sum.textContent = `${duration(total)} (${((100 * total) / Math.max(all, 1)).toFixed(1)}%)`;
  const numbers = document.createElement('span');
  numbers.className = 'numbers';
  const untimed = timed < count ? `, ${count - timed} of them not timed` : '';
  const spread = count === 1 ? '' : `${duration(mean)} on average${p50 === undefined ? '' : `, ${duration(p50)} median`}, ${duration(min)} to ${duration(max)}`;
  numbers.textContent = [`${count} ${count === 1 ? 'call' : 'calls'}${untimed}`, spread, bytes === 0 ? '' : `${size(bytes)} at ${gigabytesPerSecond.toFixed(2)} GB/s`].filter((part) => part !== '').join('; ');
  item.append(label, track, sum, numbers);
  return item;
}

function chart(title: string, rows: readonly Summary[], colourOf: (name: string) => string): readonly HTMLElement[] {
  if (rows.length === 0) return [];
  const heading = document.createElement('h2');
  heading.textContent = title;
  const sorted = [...rows].sort((a, b) => b.total - a.total);
  const all = rows.reduce((sum, { total }) => sum + total, 0);
  const bars = list('bars', sorted.map((row) => bar(row, sorted[0].total, all, colourOf(row.name))));
  bars.setAttribute('aria-label', title);
  return [heading, bars];
}

export function createProfileView(): ProfileView {
  const note = element('profile-note');
  const result = element('profile-result');
  const timeline = createTimeline();
  return {
    begin() {
      result.hidden = true;
      note.textContent = 'running';
    },
    end() {
      if (result.hidden) note.textContent = 'The program did not come to its end: there is no profile.';
    },
    show({ profile, events, isCut }, device) {
      const isInProgram = device.kind === 'cpu';
      note.textContent = `${device.name}${isCut ? `; the timeline has the first ${events.length} of what happened` : ''}`;
      const { text, reasons } = verdict(profile, isInProgram);
      element('verdict').replaceChildren(paragraph(text), list('reasons', reasons.map((reason) => Object.assign(document.createElement('li'), { textContent: reason }))));
      const names = [profile.kernels, profile.memory, profile.calls, profile.ranges].flatMap((rows) => [...rows].sort((a, b) => b.total - a.total).map(({ name }) => name));
      const colourOf = (name: string): string => colours[Math.max(names.indexOf(name), 0) % colours.length];
      result.hidden = false;
      timeline.show(events, colourOf);
      element('charts').replaceChildren(
        ...chart('Kernels', profile.kernels, colourOf),
        ...chart('Memory operations', profile.memory, colourOf),
        ...chart(isInProgram ? 'CUDA API calls, with the work that they wait for' : 'CUDA API calls', profile.calls, colourOf),
        ...chart('NVTX ranges', profile.ranges, colourOf),
      );
    },
  };
}
