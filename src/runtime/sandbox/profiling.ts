/**
 * Profiles of sandboxed runs. In: what the compiler said of a program that it made to be profiled. Out: a profile with the first events of the run, taken where the program runs and, on WebGPU, where the device is served; the two are
 * put together by who asked for the run.
 */
import type { Profile, Profiler, TraceEvent } from '../profile/profiler.js';
import { createProfiler } from '../profile/profiler.js';

export interface ProfilingStart {
  /** Names of the program's API calls, by their numbers. */
  readonly calls: readonly string[];
  /** Readable names of kernels that run on the CPU. */
  readonly kernels: Readonly<Record<string, string>>;
}

export interface RecordedProfile {
  readonly profile: Profile;
  /** In the order in which they ended, as many as are kept. */
  readonly events: readonly TraceEvent[];
  /** There were more. */
  readonly isCut: boolean;
}

export interface ProfileRecorder {
  readonly profiler: Profiler;
  finish(): RecordedProfile;
}

export type RecordProfile = (start: ProfilingStart, inProgram: boolean) => ProfileRecorder;

/** Events that are kept of a thread: more than a timeline shows, and no more than two megabytes. */
const eventLimit = 20_000;

/** `inProgram`: kernels run in the program. */
export const recordProfile: RecordProfile = ({ calls, kernels }, inProgram) => {
  const events: TraceEvent[] = [];
  const profiler = createProfiler({ calls, inProgram, kernelName: (mangled) => kernels[mangled] ?? mangled, onEvent: (event) => void events.push(event), eventLimit });
  return { profiler, finish: () => ({ profile: profiler.finish(), events, isCut: events.length === eventLimit }) };
};

/** Of what the program's thread saw come calls and ranges, of what the device's saw come kernels and memory operations. */
export function withDevice(program: RecordedProfile, device: RecordedProfile): RecordedProfile {
  const { kernels, memory } = device.profile;
  return { profile: { ...program.profile, kernels, memory }, events: [...program.events, ...device.events], isCut: program.isCut || device.isCut };
}
