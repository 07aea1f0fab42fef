/**
 * Records work and submits it in batches: one command encoder, with one compute pass open as long as dispatches follow each other. Small data that commands need (parameters, uploads) is collected in
 * a staging area that one write carries over before the batch is submitted.
 */
export interface Recorder {
  /** The open pass, with this pipeline set. */
  pass(pipeline: GPUComputePipeline): GPUComputePassEncoder;
  /** A pass of its own for one dispatch, which is timed. */
  timedPass(pipeline: GPUComputePipeline, timestampWrites: GPUComputePassTimestampWrites): GPUComputePassEncoder;
  /** Sets group 0 of the open pass, at an offset of its one binding that has one. What is set already costs nothing: each call of an engine costs as much as a good part of a launch. */
  setGroup(group: GPUBindGroup, offset: number | undefined): void;
  /** What the next dispatch is handed: written here, then set for the open pass, so many bytes (a multiple of 4). What the pass has already costs nothing. */
  readonly immediates: DataView;
  setImmediates(bytes: number): void;
  /** Is there an open pass that is not timed? What is done by dispatches then leaves it open: a pass costs more than a dispatch. */
  readonly isInPass: boolean;
  /** The encoder, with no pass open. */
  encoder(): GPUCommandEncoder;
  /** A place of `bytes` in the staging area, at a multiple of `alignment`: its offset. Submits first where there is no room. At most `stagingBytes`. */
  stage(bytes: number, alignment: number): number;
  /** Gives back the last place if what was written there stands at `known` already, in this batch; the place to use. */
  sameStaged(at: number, known: number, bytes: number): number;
  /** The staging area as commands see it, and where its contents are written to. */
  readonly staging: GPUBuffer;
  readonly staged: Uint8Array;
  readonly stagedView: DataView;
  /** A buffer to destroy when the batch has been submitted. */
  discard(buffer: GPUBuffer): void;
  submit(): void;
  /** While the device works: opens what the next batch will begin with. */
  prepare(): void;
  readonly isEmpty: boolean;
  /** Dispatches since the last submit. */
  readonly dispatches: number;
  countDispatch(): void;
  /** Resolves when all that was submitted is done. */
  finished(): Promise<void>;
  /** So many batches are known to be done. */
  reach(batches: number): void;
  /** Batches submitted, and batches known to be done. */
  readonly submitted: number;
  readonly completed: number;
}

export const stagingBytes = 1 << 20;

/** Of immediates, at most. */
export const mostImmediateBytes = 64;

/** Of so many bytes at most it is looked whether they are on the device already. */
const comparedBytes = 4096;

export function createRecorder(device: GPUDevice): Recorder {
  const staging = device.createBuffer({
    label: 'staging', size: stagingBytes, usage: GPUUsage.uniform | GPUUsage.storage | GPUUsage.copySource | GPUUsage.copyDestination,
  });
  const staged = new Uint8Array(stagingBytes);
  let used = 0;
  let encoder: GPUCommandEncoder | undefined;
  let pass: GPUComputePassEncoder | undefined;
  /** Opened ahead, with a pass if the last batch began with one. */
  let nextEncoder: GPUCommandEncoder | undefined;
  let nextPass: GPUComputePassEncoder | undefined;
  let beginsWithPass = false;
  /** Nothing was recorded into the encoder yet. */
  let isFresh = true;
  let current: GPUComputePipeline | undefined;
  let currentGroup: GPUBindGroup | undefined;
  let currentOffset: number | undefined;
  const offsets = [0];
  const immediateWords = new Uint32Array(mostImmediateBytes / 4);
  /** What the pass has been given for its pipeline, and how many bytes of it. */
  const givenWords = new Uint32Array(mostImmediateBytes / 4);
  let givenBytes = 0;
  const stagedWords = new Uint32Array(staged.buffer);
  /** What stands at the beginning of the staging area on the device. */
  const written = new Uint32Array(comparedBytes / 4);
  let writtenBytes = 0;
  /** The open pass is of one dispatch. */
  let isTimed = false;
  let discarded: GPUBuffer[] = [];
  let dispatches = 0;
  let submitted = 0;
  let completed = 0;

  function openEncoder(): GPUCommandEncoder {
    if (encoder !== undefined) return encoder;
    encoder = nextEncoder ?? device.createCommandEncoder();
    pass = nextPass;
    nextEncoder = nextPass = undefined;
    isFresh = true;
    return encoder;
  }
  function begin(withPass: boolean): GPUCommandEncoder {
    const opened = openEncoder();
    if (isFresh) beginsWithPass = withPass;
    isFresh = false;
    return opened;
  }
  function prepare(): void {
    if (encoder !== undefined || nextEncoder !== undefined) return;
    nextEncoder = device.createCommandEncoder();
    if (beginsWithPass) nextPass = nextEncoder.beginComputePass();
  }
  function closePass(): void {
    pass?.end();
    pass = current = currentGroup = undefined;
    isTimed = false;
    givenBytes = 0;
  }
  /** Brings what was staged to the device, unless it is there: programs that launch and read back in a loop stage the same each time, and a write costs as much as a launch. */
  function writeStaged(): void {
    if (used <= writtenBytes) {
      let isThere = true;
      for (let i = 0; 4 * i < used && isThere; i++) isThere = written[i] === stagedWords[i];
      if (isThere) return;
    }
    device.queue.writeBuffer(staging, 0, staged, 0, Math.ceil(used / 4) * 4);
    const compared = Math.min(Math.ceil(used / 4), written.length);
    written.set(stagedWords.subarray(0, compared));
    writtenBytes = Math.max(writtenBytes, 4 * compared);
  }
  function submit(): void {
    if (encoder === undefined) return;
    closePass();
    writeStaged();
    device.queue.submit([encoder.finish()]);
    encoder = undefined;
    used = 0;
    dispatches = 0;
    for (const buffer of discarded) buffer.destroy();
    discarded = [];
    submitted++;
  }

  return {
    pass(pipeline) {
      if (isTimed) closePass();
      const opened = begin(true);
      pass ??= opened.beginComputePass();
      if (pipeline !== current) {
        pass.setPipeline(pipeline);
        givenBytes = 0;
      }
      current = pipeline;
      return pass;
    },
    timedPass(pipeline, timestampWrites) {
      const opened = begin(false);
      closePass();
      pass = opened.beginComputePass({ timestampWrites });
      isTimed = true;
      pass.setPipeline(pipeline);
      current = pipeline;
      return pass;
    },
    setGroup(group, offset) {
      if (group === currentGroup && offset === currentOffset) return;
      if (offset === undefined) pass!.setBindGroup(0, group);
      else {
        offsets[0] = offset;
        pass!.setBindGroup(0, group, offsets);
      }
      currentGroup = group;
      currentOffset = offset;
    },
    immediates: new DataView(immediateWords.buffer),
    setImmediates(bytes) {
      const words = bytes >> 2;
      let isThere = bytes <= givenBytes;
      for (let i = 0; i < words && isThere; i++) isThere = givenWords[i] === immediateWords[i];
      if (isThere) return;
      pass!.setImmediates(0, immediateWords, 0, words);
      for (let i = 0; i < words; i++) givenWords[i] = immediateWords[i];
      givenBytes = bytes;
    },
    encoder() {
      const opened = begin(false);
      closePass();
      return opened;
    },
    stage(bytes, alignment) {
      let offset = Math.ceil(used / alignment) * alignment;
      if (offset + bytes > stagingBytes) {
        submit();
        offset = 0;
      }
      used = offset + bytes;
      openEncoder();
      return offset;
    },
    sameStaged(at, known, bytes) {
      for (let i = 0; i < bytes; i += 4) if (stagedWords[(at + i) >> 2] !== stagedWords[(known + i) >> 2]) return at;
      used = at;
      return known;
    },
    staging,
    staged,
    stagedView: new DataView(staged.buffer),
    discard(buffer) {
      openEncoder();
      discarded.push(buffer);
    },
    submit,
    prepare,
    get isInPass() {
      return pass !== undefined && !isTimed;
    },
    get isEmpty() {
      return encoder === undefined;
    },
    get dispatches() {
      return dispatches;
    },
    countDispatch() {
      dispatches++;
    },
    async finished() {
      const serial = submitted;
      const done = device.queue.onSubmittedWorkDone();
      prepare();
      await done;
      completed = Math.max(completed, serial);
    },
    reach(batches) {
      completed = Math.max(completed, batches);
    },
    get submitted() {
      return submitted;
    },
    get completed() {
      return completed;
    },
  };
}

/** WebGPU's usage flags: Node has no globals for them. */
export const GPUUsage = { mapRead: 1, mapWrite: 2, copySource: 4, copyDestination: 8, uniform: 64, storage: 128, queryResolve: 512 } as const;
