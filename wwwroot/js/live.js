// One connection per page. A fragment is put where it belongs; a bare change makes the page read itself again and
// swaps the parts marked [data-live]. Forms are never touched, so nothing that is being typed is lost.
import "./vendor/signalr.min.js";

export function listen(topic, version) {
  let current = version, reading = Promise.resolve();
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(`/hub?lang=${document.documentElement.lang.slice(0, 2)}`)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: retry => Math.min(30000, 500 * 2 ** retry.previousRetryCount) })
    .configureLogging(signalR.LogLevel.None)
    .build();

  const catchUp = upTo => { if (upTo > current) reading = reading.then(() => readAgain().then(read => { current = Math.max(current, read); })); };
  const join = async () => {
    catchUp(await connection.invoke("Join", topic, current));
    document.documentElement.dataset.connected = "";
  };

  connection.on("changed", (changed, newer) => { if (changed === topic) catchUp(newer); });
  connection.on("fragment", (changed, target, html, newer) => {
    if (changed !== topic || newer <= current) return;
    if (newer === current + 1 && place(target, html)) current = newer;
    else catchUp(newer);
  });
  connection.onreconnected(join);
  const start = () => connection.start().then(join).catch(() => setTimeout(start, 5000));
  start();
  document.addEventListener("visibilitychange", () => { if (!document.hidden && connection.state === "Connected") join(); });
}

// New pieces go in front of their list's first entry, and are announced by the list's own live region.
function place(target, html) {
  const list = document.getElementById(target);
  if (!list) return false;
  list.insertAdjacentHTML(list.dataset.order === "oldest-first" ? "beforeend" : "afterbegin", html);
  return true;
}

async function readAgain() {
  const response = await fetch(location.href, { headers: { "X-Live": "1" } });
  if (!response.ok) { location.reload(); return Infinity; }
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const newer = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
    if (newer && !part.contains(document.activeElement)) part.innerHTML = newer.innerHTML;
  }
  return Number(fresh.querySelector("[data-topic]")?.dataset.version ?? 0);
}
