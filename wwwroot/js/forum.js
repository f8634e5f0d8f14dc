// What every page loads. Pages work without it; it only adds: live topics where a page names one.
const topic = document.querySelector("[data-topic]"), bell = document.querySelector("[data-unread]");
if (bell) import("./news.js");
if (topic || bell) import("./live.js").then(live => live.listen(topic?.dataset.topic, Number(topic?.dataset.version)));

if (document.querySelector("[data-not-sent]")) import("./send.js");

// A second press while the first is on its way is none; without a script the form's key says so on the server.
addEventListener("submit", event => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "true";
});
addEventListener("pageshow", () => { for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent; });

// After a refused form the reader is led to what is to be mended.
document.getElementById("wrong")?.focus();
