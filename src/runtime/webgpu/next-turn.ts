/** The next turn of the event loop, in which a device tells what it has done: a timer would come a millisecond later, or four. */
let channel: MessageChannel | undefined;

export function nextTurn(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => void setImmediate(resolve));
  const { port1, port2 } = (channel ??= new MessageChannel());
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });
}
