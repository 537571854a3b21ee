// Answer the pair that has the focus by one key: the same buttons, pressed for you. Without script they are there all the same.
(() => {
  const list = document.querySelector("[data-pairs]");
  if (!list) return;
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const button = event.target.closest(".pair")?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  // After an answer the page comes back at the list: its first pair is the next to answer. Only once all is loaded, or
  // the browser's own jump to the heading takes the focus away again.
  const focusFirst = () => list.querySelector(".pair")?.focus({ preventScroll: true });
  if (location.hash === "#pairs") addEventListener("load", () => setTimeout(focusFirst));
})();
