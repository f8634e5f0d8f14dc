// One connection per page. A fragment is put where it belongs; a bare change makes the page read itself again and
// renews the parts marked [data-live]. A form that somebody writes in is left alone, so nothing typed is lost.
import "./vendor/signalr.min.js";
import { place, readAgain } from "./pieces.js";

export function listen(topic, version) {
  const calm = Number(document.querySelector("[data-calm]")?.dataset.calm ?? 0);
  let current = version, wanted = version, reading = false, missed = false, last = 0;
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(`/hub?lang=${document.documentElement.lang.slice(0, 2)}`)
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: retry => Math.min(30000, 500 * 2 ** retry.previousRetryCount) })
    .configureLogging(signalR.LogLevel.None)
    .build();

  // Reads until the page is as new as it was told to be: where the network is away or the server busy, again after a while.
  async function catchUp(upTo) {
    missed ||= upTo > wanted + 1;
    wanted = Math.max(wanted, upTo);
    if (reading) return;
    reading = true;
    for (let wait = 1000; current < wanted; wait = Math.min(30000, wait * 2)) {
      // A list of what many speak in is read again now and then, not at each word.
      if (Date.now() - last < calm) await new Promise(go => setTimeout(go, calm));
      last = Date.now();
      const read = await readAgain(missed);
      current = Math.max(current, read);
      if (current < wanted) await new Promise(go => { setTimeout(go, wait * (1 + Math.random())); addEventListener("online", go, { once: true }); });
    }
    reading = missed = false;
  }

  // Whoever looks at a page of which something may have changed is told, unless it is back in a moment.
  const away = document.getElementById("away");
  let soon;
  function isConnected(it) {
    clearTimeout(soon);
    if (it) document.documentElement.dataset.connected = "";
    else delete document.documentElement.dataset.connected;
    if (it) away.textContent = "";
    else if (topic) soon = setTimeout(() => { away.textContent = away.dataset.words; }, 2000);
  }

  // A page of no matter, such as one's news, changes with what its reader is told: it is read again a moment later, once
  // for all that comes together.
  let told = false, renewing = false;
  async function renew() {
    told = true;
    if (renewing) return;
    renewing = true;
    while (told) {
      await new Promise(go => setTimeout(go, 200 + 800 * Math.random()));
      told = false;
      await readAgain(false);
    }
    renewing = false;
  }
  if (!topic && document.querySelector("[data-live]")) document.addEventListener("counted", renew);

  const join = async () => {
    const now = topic ? await connection.invoke("Join", topic, current) : current;
    document.dispatchEvent(new Event("news"));
    isConnected(true);
    missed ||= now > current;
    catchUp(now);
  };

  connection.on("news", () => document.dispatchEvent(new Event("news")));
  connection.on("changed", (changed, newer) => { if (changed === topic) catchUp(newer); });
  connection.on("fragment", (changed, target, html, newer) => {
    if (changed !== topic || newer <= current) return;
    if (reading || newer !== current + 1) {
      missed = true;
      return catchUp(newer);
    }
    place(target, html);
    current = wanted = newer;
  });
  connection.onreconnecting(() => isConnected(false));
  connection.onclose(() => isConnected(false));
  connection.onreconnected(join);
  const start = () => connection.state === "Disconnected" && connection.start().then(join).catch(() => { isConnected(false); setTimeout(start, 5000); });
  // A connection that slept may think that it is alive: whoever comes back asks, and where no answer comes begins anew.
  const wake = async () => {
    if (document.hidden || connection.state === "Connecting" || connection.state === "Disconnecting") return;
    const answer = connection.state === "Connected" && await Promise.race([join().then(() => true, () => false), new Promise(go => setTimeout(go, 4000))]);
    if (!answer) await connection.stop().then(start);
  };
  start();
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("pageshow", event => { if (event.persisted) wake(); });
}
