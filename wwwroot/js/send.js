// A form that is sent while the network or the portal is away stays on the page with what was written. It goes in the
// background first, and as any form does once that has arrived: its key makes the two one act, and the same answer comes.
addEventListener("submit", async event => {
  const form = event.target, line = form.querySelector("[data-not-sent]");
  if (!line || event.defaultPrevented) return;
  event.preventDefault();
  line.textContent = "";
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", signal: AbortSignal.timeout(20000) }).catch(() => null);
  if (answer && answer.status < 500 && answer.status !== 429) return form.submit();
  delete form.dataset.sent;
  line.textContent = line.dataset.notSent;
});
