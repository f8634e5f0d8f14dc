// Writing in a discussion: a passage chosen in the text goes into the form with one press, and the preview comes
// without leaving. Without this the passage is pasted by hand and the preview is a page of its own.
const form = () => document.getElementById("comment")?.querySelector("form");
const text = () => document.querySelector("[data-quotable]");
const version = () => text().id.slice(1);

if (text()) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn sm quoting";
  let chosen = "";
  const offer = () => {
    const selection = getSelection();
    chosen = !form()?.elements.quote || selection.isCollapsed || !text().contains(selection.anchorNode) || !text().contains(selection.focusNode) ? "" : selection.toString().trim();
    if (!chosen) return button.remove();
    const box = selection.getRangeAt(0).getBoundingClientRect();
    button.textContent = document.getElementById("quoting").dataset.choose;
    button.style.top = `${box.bottom + scrollY + 6}px`;
    button.style.left = `${Math.max(8, Math.min(box.left + scrollX, document.documentElement.clientWidth - 180))}px`;
    if (!button.isConnected) document.body.append(button);
  };
  document.addEventListener("selectionchange", offer);
  // The press itself must not undo the choice.
  button.addEventListener("pointerdown", event => event.preventDefault());
  button.addEventListener("click", () => {
    document.getElementById("quoting").open = true;
    form().elements.quote.value = chosen;
    form().elements.quoteVersion.value = version();
    button.remove();
    form().elements.body.focus();
    form().scrollIntoView({ block: "center" });
  });
  // What is said or given now is of the text that is on the screen; a passage chosen before stays one of its own version.
  document.addEventListener("reread", () => {
    offer();
    if (form()) form().elements.textVersion.value = version();
    if (form()?.elements.quote && !form().elements.quote.value) form().elements.quoteVersion.value = version();
    for (const read of document.querySelectorAll(".now-box input[name=version]")) read.value = Math.min(read.value, version());
  });
}

addEventListener("submit", async event => {
  if (!event.submitter?.matches("[data-preview]")) return;
  event.preventDefault();
  const asked = event.target, answer = await fetch(asked.action, { method: "POST", body: new FormData(asked, event.submitter) }).catch(() => null);
  // Where the network is gone nothing is lost: the page would be.
  if (!answer) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html"), same = [...fresh.forms].find(form => form.elements._handler?.value === asked.elements._handler.value);
  asked.querySelector(".preview").innerHTML = same?.querySelector(".field.bad .err")?.outerHTML ?? same?.querySelector(".preview")?.innerHTML ?? "";
}, true);
