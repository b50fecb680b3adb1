// The desktop app's side of the bridge, played inside the page of the shipped build: it takes the window's channel and sends
// slices over it when told to. It answers every command with success and keeps the page's clock.
// It is carried into the page as text, so it names nothing outside itself.

export interface DesktopApp {
  /** The next slice, as JSON: what it costs to bring it here is not measured. */
  bring(json: string): void;
  /** Sends what was brought, and waits until it is painted. */
  send(): Promise<void>;
  /** Lets a second pass for the display tick, and waits as long. */
  pass(): Promise<void>;
  /** Waits as long for nothing: what measuring itself costs. */
  idle(): Promise<void>;
}

declare global {
  interface Window {
    desktop: DesktopApp;
  }
}

type Callback = (message: unknown) => void;

export function playDesktop([start, label]: [start: number, label: string]): void {
  const callbacks = new Map<number, Callback>();
  const ticks = new Map<number, () => void>();
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let now = start;
  let channel: number | null = null;
  let sent = 0;
  let brought = '';

  // The display tick is the windows' only timer: it stands still until a second is let pass.
  Date.now = () => now;
  Object.assign(window, {
    setInterval: (look: () => void) => {
      ticks.set(ticks.size + 1, look);
      return ticks.size;
    },
    clearInterval: (id: number) => void ticks.delete(id),
    __TAURI_INTERNALS__: {
      metadata: { currentWindow: { label } },
      transformCallback: (callback: Callback) => {
        callbacks.set(callbacks.size + 1, callback);
        return callbacks.size;
      },
      invoke: async (command: string, args: { channel?: { id: number } }) => {
        if (command !== 'subscribe') return null;
        channel = args.channel?.id ?? null;
        document.documentElement.dataset['subscribed'] = '';
        return null;
      },
    },
  });

  /** In a task of its own, as a message from outside would be; then two frames, in which it is laid out and painted. */
  async function done(work: () => void): Promise<void> {
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        work();
        resolve();
      });
    });
    await frame();
    await frame();
  }

  function deliver(): void {
    const callback = channel === null ? undefined : callbacks.get(channel);
    if (callback === undefined) throw new Error('the window has not subscribed');
    callback({ message: JSON.parse(brought) as unknown, index: sent });
    sent += 1;
  }

  function tick(): void {
    now += 1000;
    for (const look of ticks.values()) look();
  }

  window.desktop = {
    bring: (json) => void (brought = json),
    send: () => done(deliver),
    pass: () => done(tick),
    idle: () => done(() => undefined),
  };
}
