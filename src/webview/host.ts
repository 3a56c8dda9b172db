import type { Message, Wish } from '../protocol.ts';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

/** The editor on the other side: wishes go up, whole states come down, and a little memory survives a reload. */
export interface Host {
  ask(wish: Wish): void;
  onState(listener: (message: Message) => void): void;
  readMemory(): unknown;
  writeMemory(memory: unknown): void;
}

/** Connects to the editor. Can be done once in the life of the page. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    ask: (wish) => api.postMessage(wish),
    onState: (listener) =>
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (isMessage(event.data)) listener(event.data);
      }),
    readMemory: () => api.getState(),
    writeMemory: (memory) => api.setState(memory),
  };
}

/** The editor is the same build as the panel; what else reaches the window is not meant for it. */
function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'state' && 'state' in value;
}
