/* Copies what a button carries. Without this file the buttons stay hidden, and the text beside them can be selected. */
function copied(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // On a plain http address browsers keep their clipboard away, but still copy what is selected.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const worked = document.execCommand("copy");
  area.remove();
  return worked ? Promise.resolve() : Promise.reject(new Error("this browser does not copy"));
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.innerHTML;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copied(button.dataset.copy);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select the text and copy it by hand";
    }
    setTimeout(() => { button.innerHTML = label; }, 2500);
  });
}
