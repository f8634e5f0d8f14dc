// Puts what comes in where it belongs. New pieces go in front of their list's first entry, or behind its last. Where
// that would move what somebody reads or writes, they wait behind a line that says how many they are.
import { become } from "./become.js";

const held = new Map();
const news = document.getElementById("news");

// Somebody writes, chooses words, or reads below the place at which it would come.
function busy(list) {
  const at = list.getBoundingClientRect(), chosen = getSelection();
  return document.activeElement?.matches("textarea, input, select") || (!chosen.isCollapsed && list.contains(chosen.anchorNode)) || (list.dataset.order === "oldest-first" ? at.bottom : at.top) < 0;
}

/** Shows a fragment: an entry, and after it the parts of the page that it changes. */
export function place(target, html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  for (const part of made.content.querySelectorAll("[data-live]")) {
    swap(part);
    part.remove();
  }
  const entry = made.content.querySelector("article[id]"), list = document.getElementById(target);
  if (!entry) return;
  if (held.has(entry.id)) held.get(entry.id).entry = entry;
  else if (document.getElementById(entry.id)) renew(entry);
  else if (list && target !== entry.id) add(list, entry);
}

// Of a thread's answers a page shows the first; one that does not follow on them is only counted.
function add(list, entry) {
  const nth = Number(entry.dataset.nth), owner = list.closest("article[id]");
  const waiting = waitingFor(list);
  if (owner && nth) {
    owner.dataset.answers = Math.max(Number(owner.dataset.answers), nth);
    if (nth !== Number(list.lastElementChild?.dataset.nth ?? 0) + waiting + 1) return tellRest(owner);
  }
  if (news && (waiting || busy(list))) held.set(entry.id, { list, entry });
  else put(list, entry);
  if (owner) tellRest(owner);
  tellHeld();
}

const waitingFor = list => [...held.values()].filter(h => h.list === list).length;

function put(list, entry) {
  if (document.getElementById(entry.id)) return;
  // Between its neighbours: after a break several come at once.
  if (list.dataset.order === "oldest-first") list.append(entry);
  else list.insertBefore(entry, [...list.children].find(other => Number(other.dataset.seq) < Number(entry.dataset.seq)) ?? null);
}

function tellRest(owner) {
  const line = owner.querySelector(":scope > .more"), link = line?.querySelector("a");
  if (!link) return;
  const list = owner.querySelector(":scope > [id^=answers-]"), shown = list.children.length + waitingFor(list);
  const rest = Number(owner.dataset.answers) - shown;
  link.textContent = link.dataset.one.replace("{count}", rest);
  link.search = `?after=${shown}`;
  line.hidden = rest <= 0;
}

function tellHeld() {
  if (!news) return;
  const line = news.querySelector("[data-one]"), said = document.getElementById("news-said");
  line.textContent = line.dataset.one.replace("{count}", held.size);
  // Whoever listens to the page hears it when it appears, not at each further one.
  if (held.size === 0 || news.hidden) said.textContent = held.size ? line.textContent : "";
  news.hidden = held.size === 0;
  if (news.togglePopover) news.togglePopover(!news.hidden);
  document.documentElement.classList.toggle("has-news", !news.hidden);
  keepClear();
}

// It goes to the other edge of the screen where it would lie on the field that somebody writes in.
function keepClear() {
  if (news.hidden) return;
  const field = document.activeElement?.matches("main :is(textarea, input, select)") ? document.activeElement.getBoundingClientRect() : null, zone = news.offsetHeight + 16;
  news.classList.toggle("low", !!field && field.top < zone && field.bottom > 0 && field.bottom < innerHeight - zone - 72);
}

if (news) {
  for (const [name, where] of [["scroll", window], ["resize", window], ["focusin", document]]) where.addEventListener(name, keepClear, { passive: true });
  news.addEventListener("click", event => {
    event.preventDefault();
    const fresh = [...held.values()];
    document.querySelectorAll(".say.new").forEach(entry => entry.classList.remove("new"));
    for (const { list, entry } of fresh.sort((a, b) => number(a.entry) - number(b.entry))) {
      entry.classList.add("new");
      put(list, entry);
    }
    held.clear();
    tellHeld();
    lead(document.querySelector(".say.new"));
  });
}

function lead(entry) {
  if (!entry) return;
  entry.tabIndex = -1;
  entry.focus({ preventScroll: true });
  entry.scrollIntoView({ block: "start" });
}

function swap(newer) {
  const part = document.querySelector(`[data-live="${newer.dataset.live}"]`);
  if (!part) return;
  const line = part.querySelector(":scope > .left");
  line?.remove();
  if (!become(part, newer)) part.prepend(line ?? leftAlone());
}

function leftAlone() {
  const line = document.getElementById("left-alone").content.firstElementChild.cloneNode(true);
  line.querySelector("a").href = location.pathname + location.search;
  return line;
}

/**
 * Reads the page again as this reader and puts right what differs; where something was missed, on through the pages that
 * came in between, and those that are on the screen still. Tells the version read, 0 where it could not be read.
 */
export async function readAgain(missed) {
  const fresh = await page(location.href);
  if (!fresh) return 0;
  fresh.querySelectorAll("[data-live]").forEach(swap);
  document.dispatchEvent(new Event("reread"));
  const oldest = Math.min(...threads(document).map(number)), list = missed && document.getElementById("comments");
  for (let part = fresh; part;) {
    entries(part).sort((a, b) => number(a) - number(b)).forEach(take);
    const link = list && (list.dataset.order || Math.min(...threads(part).map(number)) > oldest) && part.querySelector("a[data-next]");
    part = link ? await page(link.href) : null;
    if (link && !part) return 0;
  }
  const version = fresh.querySelector("[data-topic]")?.dataset.version ?? 0, mine = document.querySelector("[data-topic]");
  if (mine) mine.dataset.version = version;
  return Number(version);
}

const number = entry => Number(entry.dataset.seq);
const threads = part => [...part.querySelectorAll("[data-live-list] > article[id]")];
const entries = part => [...part.querySelectorAll("[data-live-list] article[id]")];

// It is here no more, or no more for this reader. What they were writing stays, alone.
function leave() {
  const written = [...document.querySelectorAll("main textarea, main input:is([type=text], :not([type]))")].filter(f => f.value.trim() && (f.value !== f.defaultValue || f.closest("[data-posted]")));
  if (written.length === 0) return location.reload();
  const left = document.getElementById("gone").content.cloneNode(true);
  for (const { value } of written) left.append(Object.assign(document.createElement("textarea"), { value, readOnly: true, rows: 6, ariaLabel: left.querySelector("span").textContent }));
  document.title = left.querySelector("span").textContent;
  document.querySelector("main > div").replaceChildren(left);
}

async function page(address) {
  if (document.querySelector(".gone")) return null;
  const response = await fetch(address, { headers: { "X-Live": "1" } }).catch(() => null);
  if (!response || response.status === 429 || response.status >= 500) return null;
  if (!response.ok || response.redirected) { leave(); return null; }
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

function take(theirs) {
  const mine = document.getElementById(theirs.id);
  if (held.has(theirs.id)) held.get(theirs.id).entry = theirs;
  else if (mine) renew(theirs);
  else {
    // A thread of whatever page belongs where new ones come; an answer in its thread.
    const list = document.getElementById(theirs.parentElement.matches("[data-live-list]") ? "comments" : theirs.parentElement.id);
    if (list) add(list, theirs);
  }
}

const owned = new Map();

// An entry that reads otherwise now, such as a changed or a hidden one, is put right. Its answers stay; whoever has
// chosen words in it or stands on one of its links is not disturbed.
function renew(theirs) {
  const mine = document.getElementById(theirs.id), chosen = getSelection();
  const own = entry => [...entry.children].filter(part => !part.id.startsWith("answers-") && !part.matches(".more"));
  const words = entry => own(entry).map(part => part.outerHTML).join("");
  if (Number(theirs.dataset.answers) > Number(mine.dataset.answers)) {
    mine.dataset.answers = theirs.dataset.answers;
    tellRest(mine);
  }
  if (words(mine) === words(theirs) || own(mine).some(part => part.contains(document.activeElement) || (!chosen.isCollapsed && part.contains(chosen.anchorNode)))) return;
  // What was sent to everybody lacks what is the author's alone; it comes back with words that were hidden for a while.
  const edit = mine.querySelector(":scope > footer [data-own]"), foot = theirs.querySelector(":scope > footer");
  if (edit) owned.set(mine.id, edit);
  if (owned.has(mine.id) && foot && !("over" in theirs.dataset) && !foot.querySelector("[data-own]")) foot.append(owned.get(mine.id));
  own(mine).forEach(part => part.remove());
  mine.prepend(...own(theirs));
}
