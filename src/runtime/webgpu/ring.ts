/**
 * The command ring between the program's thread (one producer) and the thread that owns the GPU device (one consumer), in shared memory.
 *
 * Commands are runs of 32-bit words: length in words (this one included), operation, operands. A command never wraps: where it does not fit before the end, a word 0 sends the consumer back to the
 * start. Some commands are requests: the producer waits until the consumer has answered it. Positions are counted in words and never reduced, modulo 2³².
 */

/** Words at the head of the shared buffer. */
const Head = {
  /** Written by the producer, words ever written. */
  written: 0,
  /** Written by the consumer, words ever read. */
  read: 1,
  /** Number of requests answered. */
  answered: 2,
  /** The consumer sleeps until `written` changes. */
  asleep: 3,
  /** The first fault of the device: a cudaError number. */
  fault: 4,
  /** Words of an answer. */
  answer: 8,
} as const;

const headWords = 32;

export interface Ring {
  readonly words: Int32Array;
  readonly unsigned: Uint32Array;
  readonly bytes: Uint8Array;
  readonly floats: Float64Array;
  /** Words of the command area; a power of two. */
  readonly capacity: number;
}

/** `capacity` in words, a power of two. */
export function createRing(capacity = 1 << 20): SharedArrayBuffer {
  return new SharedArrayBuffer((headWords + capacity) * 4);
}

export function openRing(buffer: SharedArrayBuffer): Ring {
  return { words: new Int32Array(buffer), unsigned: new Uint32Array(buffer), bytes: new Uint8Array(buffer), floats: new Float64Array(buffer), capacity: buffer.byteLength / 4 - headWords };
}

export function faultOf(ring: Ring): number {
  return Atomics.load(ring.words, Head.fault);
}

export function setFault(ring: Ring, error: number): void {
  Atomics.store(ring.words, Head.fault, error);
}

/** The program's end of the ring. */
export interface Producer {
  /** Room for a command of `length` words, operation included; gives the index of its first operand in `ring.words`. Waits while the ring is full. */
  begin(operation: number, length: number): number;
  /** Hands the command over. */
  end(): void;
  /** Hands the command over and waits for its answer. */
  ask(): void;
  /** Word and 8-byte float number `i` of the answer. */
  answer(i: number): number;
  answerFloat(i: number): number;
}

/** How often a thread looks for a change between two looks at the clock. */
const looks = 256;

/** `patience`: for how many milliseconds the thread looks for an answer before it sleeps: a sleep and its wake-up take longer than most answers of a GPU. */
export function createProducer(ring: Ring, patience = 0.02): Producer {
  const { words, capacity } = ring;
  const mask = capacity - 1;
  let written = Atomics.load(words, Head.written);
  let length = 0;
  let answered = Atomics.load(words, Head.answered);

  function wait(index: number, isDone: (value: number) => boolean): void {
    const end = performance.now() + patience;
    do {
      for (let i = 0; i < looks; i++) if (isDone(Atomics.load(words, index))) return;
    } while (performance.now() < end);
    for (;;) {
      const value = Atomics.load(words, index);
      if (isDone(value)) return;
      Atomics.wait(words, index, value);
    }
  }

  function reserve(count: number): void {
    if (count > capacity / 2) throw new RangeError('a command is longer than the ring');
    wait(Head.read, (read) => ((written - read) >>> 0) + count <= capacity);
  }

  function publish(): void {
    written = (written + length) | 0;
    Atomics.store(words, Head.written, written);
    if (Atomics.load(words, Head.asleep) !== 0) Atomics.notify(words, Head.written);
  }

  return {
    begin(operation, count) {
      length = count + 1;
      const left = capacity - (written & mask);
      if (left < length) {
        reserve(left);
        words[headWords + (written & mask)] = 0;
        written = (written + left) | 0;
      }
      reserve(length);
      const at = headWords + (written & mask);
      words[at] = length;
      words[at + 1] = operation;
      return at + 2;
    },
    end: publish,
    ask() {
      publish();
      answered = (answered + 1) | 0;
      const expected = answered;
      wait(Head.answered, (value) => value === expected);
    },
    answer: (i) => words[Head.answer + i],
    answerFloat: (i) => ring.floats[Head.answer / 2 + i],
  };
}

/** The device's end of the ring. */
export interface Consumer {
  /** The next command: index of its operation in `ring.words`; -1 if there is none now. The command stays in place until `done`. */
  next(): number;
  done(): void;
  /** Answers the request in hand. */
  answer(...values: number[]): void;
  answerFloat(value: number): void;
  /** Resolves when there may be a command: at once after spinning, or when the producer wakes us. */
  sleep(): Promise<void>;
}

export function createConsumer(ring: Ring): Consumer {
  const { words, capacity } = ring;
  const mask = capacity - 1;
  let read = Atomics.load(words, Head.read);
  let length = 0;

  function finishRequest(): void {
    Atomics.add(words, Head.answered, 1);
    Atomics.notify(words, Head.answered);
  }

  return {
    next() {
      for (;;) {
        if (Atomics.load(words, Head.written) === read) return -1;
        const at = headWords + (read & mask);
        length = words[at];
        if (length !== 0) return at + 1;
        read = (read + capacity - (read & mask)) | 0;
      }
    },
    done() {
      read = (read + length) | 0;
      Atomics.store(words, Head.read, read);
      Atomics.notify(words, Head.read);
    },
    answer(...values) {
      values.forEach((value, i) => {
        words[Head.answer + i] = value;
      });
      finishRequest();
    },
    answerFloat(value) {
      ring.floats[Head.answer / 2] = value;
      finishRequest();
    },
    async sleep() {
      Atomics.store(words, Head.asleep, 1);
      const seen = Atomics.load(words, Head.written);
      if (seen === read) {
        // Not every engine can be woken: then it looks again in a millisecond.
        const result = Atomics.waitAsync === undefined ? { async: true, value: new Promise((wake) => setTimeout(wake, 1)) } : Atomics.waitAsync(words, Head.written, seen);
        if (result.async) await result.value;
      }
      Atomics.store(words, Head.asleep, 0);
    },
  };
}
