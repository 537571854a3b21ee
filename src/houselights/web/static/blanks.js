/* Accepts suggestions without a trip to the server: the choice is set, the next suggestion gets the focus, and Save
   stores them all. Without this file each button sends the form, and does the same one at a time. */
const form = document.getElementById("blanks");
const chosen = () => [...form.querySelectorAll("tbody select")].filter((select) => select.value !== "");

function say() {
  const many = chosen().length;
  form.querySelector("[data-chosen]").textContent = many ? `${many} chosen, not saved yet` : "Nothing chosen yet";
}

function accept(button) {
  const select = document.getElementById(button.dataset.for);
  select.value = button.dataset.value;
  const buttons = [...form.querySelectorAll("button.suggestion")];
  const open = buttons.slice(buttons.indexOf(button) + 1).find((next) => document.getElementById(next.dataset.for).value === "");
  (open ?? form.querySelector(".savebar button")).focus();
  button.setAttribute("aria-pressed", "true");
  say();
}

function start() {
  const tickAll = form.querySelector("[data-tick-all]");
  tickAll.hidden = false;
  tickAll.addEventListener("click", () => form.querySelectorAll("[name=tick]").forEach((tick) => { tick.checked = true; }));
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button.suggestion");
    if (!button) return;
    event.preventDefault();
    accept(button);
  });
  form.addEventListener("change", say);
  say();
}

if (form && form.querySelector("[data-chosen]")) start();
