// When what is in the document is painted: for what may wait until then.

/** Calls once, behind the next frame; a page that is hidden has none before it is shown. Returns how to call it off. */
export function whenPainted(then: () => void): () => void {
  let behind: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (behind = setTimeout(then)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(behind);
  };
}
