// The clipboard, for what the user copies with a click. The page may only write to it, and only then.

/** Whether it took the text: it may be absent, or refuse. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
