// One connection per page. A fragment is put where it belongs; a bare change makes the page read itself again and
// swaps the parts marked [data-live]. Forms are never touched, so nothing that is being typed is lost.
import "./vendor/signalr.min.js";

export function listen(topic, version) {
  let current = version, counting, reading = Promise.resolve();
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(`/hub?lang=${document.documentElement.lang.slice(0, 2)}`)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: retry => Math.min(30000, 500 * 2 ** retry.previousRetryCount) })
    .configureLogging(signalR.LogLevel.None)
    .build();

  const catchUp = upTo => { if (upTo > current) reading = reading.then(() => readAgain().then(read => { current = Math.max(current, read); })); };
  const join = async () => {
    if (topic) catchUp(await connection.invoke("Join", topic, current));
    document.dispatchEvent(new Event("news"));
    document.documentElement.dataset.connected = "";
  };

  connection.on("news", () => document.dispatchEvent(new Event("news")));
  connection.on("changed", (changed, newer) => { if (changed === topic) catchUp(newer); });
  connection.on("fragment", (changed, target, html, newer) => {
    if (changed !== topic || newer <= current) return;
    if (newer !== current + 1 || !place(target, html)) return catchUp(newer);
    current = newer;
    // Counts follow a little later, not from every reader at once.
    clearTimeout(counting);
    counting = setTimeout(readAgain, 1000 + 3000 * Math.random());
  });
  connection.onreconnected(join);
  const start = () => connection.start().then(join).catch(() => setTimeout(start, 5000));
  start();
  document.addEventListener("visibilitychange", () => { if (!document.hidden && connection.state === "Connected") join(); });
}

// New pieces go in front of their list's first entry, or behind its last. Where that would move what somebody reads or
// writes, they wait behind a line that says how many they are.
const held = new Map();
const news = document.getElementById("news");
const busy = list => document.activeElement?.matches("textarea, input, select") || list.getBoundingClientRect().top < 0;

function place(target, html) {
  const list = document.getElementById(target), made = document.createElement("template");
  if (!list) return false;
  made.innerHTML = html;
  const id = made.content.firstElementChild?.id;
  // The author's own page shows it already.
  if (id && (document.getElementById(id) || held.has(id))) return true;
  if (id && news && busy(list)) held.set(id, () => put(list, made.content));
  else put(list, made.content);
  tellHeld();
  return true;
}

const put = (list, piece) => list.dataset.order === "oldest-first" ? list.append(piece) : list.prepend(piece);

function tellHeld() {
  if (!news) return;
  const line = news.querySelector("[data-one]");
  line.textContent = line.dataset.one.replace("{count}", held.size);
  news.hidden = held.size === 0;
}

news?.addEventListener("click", () => {
  held.forEach(show => show());
  held.clear();
  tellHeld();
  readAgain();
});

async function readAgain() {
  // Without a connection, or where the server is busy, the next change or return tries again.
  const response = await fetch(location.href, { headers: { "X-Live": "1" } }).catch(() => null);
  if (!response || response.status === 429 || response.status >= 500) return 0;
  if (!response.ok) { location.reload(); return Infinity; }
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const newer = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
    if (newer && !part.contains(document.activeElement)) part.innerHTML = newer.innerHTML;
  }
  document.dispatchEvent(new Event("reread"));
  [...fresh.querySelectorAll("[data-live-list] article[id]")].sort((a, b) => a.dataset.seq - b.dataset.seq).forEach(renew);
  return Number(fresh.querySelector("[data-topic]")?.dataset.version ?? 0);
}

// An entry that was missed is placed; one that reads otherwise now, such as a hidden one, is put right. Its answers stay.
function renew(theirs) {
  const mine = document.getElementById(theirs.id);
  if (!mine) return place(theirs.parentElement.id, theirs.outerHTML);
  const own = entry => [...entry.children].filter(part => !part.id.startsWith("answers-"));
  const words = entry => own(entry).map(part => part.outerHTML).join("");
  if (words(mine) === words(theirs)) return;
  own(mine).forEach(part => part.remove());
  mine.prepend(...own(theirs));
}
