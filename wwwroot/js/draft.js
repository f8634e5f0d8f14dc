// Keeps what is being written: a moment after typing stops it is saved as a draft, and what is like it is shown under the
// title. Without this the buttons do the same.
const box = document.getElementById("writing"), form = box.querySelector("form"), line = document.getElementById("saved");
const text = box.dataset, field = name => form.elements[name]?.value ?? "";
const words = () => JSON.stringify(["title", "body", "place", "unit", "category"].map(field));
let kept = words(), timer, saving = null, stopped = Boolean(text.draft) && !text.base;

const headers = () => ({ "Content-Type": "application/json", "Accept-Language": document.documentElement.lang.slice(0, 2), "X-Antiforgery": form.elements.__RequestVerificationToken.value });
const say = (words, href, link = text.look) => {
  line.textContent = words;
  if (href) line.append(" ", Object.assign(document.createElement("a"), { href, textContent: link }));
};

function base(number) {
  text.base = number;
  const known = form.elements.base ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "base" }));
  known.value = number;
}

async function save() {
  clearTimeout(timer);
  if (stopped || saving || words() === kept) return;
  if (!text.draft && !field("title").trim() && !field("body").trim()) return;
  const wait = await (saving = send(words()).catch(() => { say(text.failed); return 15000; }));
  saving = null;
  if (!stopped && words() !== kept) timer = setTimeout(save, wait);
}

async function send(now) {
  say(text.saving);
  const body = { title: field("title"), body: field("body"), placeId: field("place") || null, onBehalfOf: field("unit") || null, category: field("category") || null };
  const answer = await (text.draft
    ? fetch(`/api/v1/drafts/${text.draft}`, { method: "PUT", headers: { ...headers(), "If-Match": `"${text.base}"` }, body: JSON.stringify({ ...body, byItself: true, beside: text.beside ? Number(text.beside) : null }) })
    : fetch("/api/v1/drafts", { method: "POST", headers: headers(), body: JSON.stringify({ ...body, fromConcernId: text.from || null }) }));
  const said = await answer.json();
  if (answer.status === 412) {
    // What is written on is kept aside too, as long as this page begins where the other text came in.
    kept = now;
    text.beside = said.keptAs;
    say(text.moved, `/drafts/${text.draft}?text=${said.keptAs}`);
  } else if (!answer.ok) {
    // Nothing is lost: it stands in the form, and is tried again when it has changed.
    say(said.title ?? text.failed, said.code === "draft.published" ? `/drafts/${text.draft}` : undefined, text.go);
    kept = now;
  } else {
    kept = now;
    // From here on this page is the draft's own: reading it again, or going back to it, finds what was written.
    if (!text.draft) { text.draft = said.id; history.replaceState(null, "", `/drafts/${said.id}`); form.action = `/drafts/${said.id}`; }
    base(said.current ?? said.revision);
    say(text.saved.replace("{time}", new Date(said.savedAt).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: text.zone })));
  }
  return 1500;
}

form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 1500); });
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });

// What is on its way arrives first: the form goes to the draft that it made, from the text that it left.
form.addEventListener("submit", event => {
  clearTimeout(timer);
  if (!saving) { stopped = true; return; }
  event.preventDefault();
  const pressed = event.submitter;
  stopped = true;
  saving.finally(() => setTimeout(() => form.requestSubmit(pressed)));
});
addEventListener("pageshow", event => { if (event.persisted) stopped = Boolean(text.draft) && !text.base; });

const similar = document.getElementById("similar");
let asking;
async function look() {
  const title = field("title").trim();
  const answer = title.length > 1 ? await fetch("/api/v1/search/similar", { method: "POST", headers: headers(), body: JSON.stringify({ title, body: field("body") }) }).catch(() => null) : null;
  const found = answer?.ok ? (await answer.json()).items : [];
  if (title !== field("title").trim()) return;
  similar.hidden = found.length === 0;
  similar.replaceChildren(...found.length ? [Object.assign(document.createElement("p"), { textContent: similar.dataset.title })] : [], ...found.map(matter => Object.assign(document.createElement("a"), {
    href: matter.href, target: "_blank", rel: "noopener", textContent: `${matter.title} (${similar.dataset[matter.kind]} ${matter.number}, ${similar.dataset.tab})`,
  })));
}
form.elements.title.addEventListener("input", () => { clearTimeout(asking); asking = setTimeout(look, 600); });
if (field("title")) look();
