// Tells Rust what only the page knows: whether a dialog is open in it, and whether it believes to be hidden. The rule
// is the element's, not the component's: whatever carries aria-modal="true" counts.

export interface Page {
  modalOpen: boolean;
  hidden: boolean;
}

const MODAL = '[aria-modal="true"]';

/** Reports once now, then on every change. Returns how to stop. */
export function watchPage(document: Document, report: (page: Page) => void): () => void {
  let told: Page | null = null;
  const look = () => {
    const page = pageOf(document);
    if (told?.modalOpen === page.modalOpen && told.hidden === page.hidden) return;
    told = page;
    report(page);
  };
  // To search the whole document takes longer than most changes of it.
  const observer = new MutationObserver((changes) => {
    if (changes.some(touchesModal)) look();
  });
  observer.observe(document.documentElement, { attributeFilter: ['aria-modal'], childList: true, subtree: true });
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', look);
  };
}

function touchesModal({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  return type === 'attributes' || [...addedNodes, ...removedNodes].some(hasModal);
}

function hasModal(node: Node): boolean {
  return node instanceof Element && (node.matches(MODAL) || node.querySelector(MODAL) !== null);
}

function pageOf(document: Document): Page {
  return {
    modalOpen: document.querySelector(MODAL) !== null,
    hidden: document.visibilityState === 'hidden',
  };
}
