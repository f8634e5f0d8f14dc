// What every page loads. Pages work without it; it only adds: live topics where a page names one.
const topic = document.querySelector("[data-topic]");
if (topic) import("./live.js").then(live => live.listen(topic.dataset.topic, Number(topic.dataset.version)));

// After a refused form the reader is led to what is to be mended.
document.getElementById("wrong")?.focus();
