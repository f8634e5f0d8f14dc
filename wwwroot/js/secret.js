// A secret ballot: the token is taken with the voter's session, the ballot is cast without it. The choice is in no form
// that is ever posted, and leaves this page once, as nobody's.
import { base64, blind, fromBase64, importKey, random, unblind } from "./blind.js";

const box = document.getElementById("secret"), poll = box.dataset.poll, place = `forum-poll-${poll}`;
const steps = [...box.querySelectorAll("[data-step]")], wrong = document.getElementById("secret-wrong"), form = box.querySelector("form[data-step]");
const kept = () => JSON.parse(localStorage.getItem(place) ?? "{}");
const keep = more => localStorage.setItem(place, JSON.stringify({ ...kept(), ...more }));
const say = text => { wrong.textContent = text; wrong.hidden = !text; if (text) wrong.focus(); };

function show(step, first = false) {
  for (const part of steps) part.hidden = part.dataset.step !== step;
  if (!first) box.querySelector(`[data-step="${step}"] [tabindex="-1"]`)?.focus();
}

async function send(path, body, options = {}) {
  const answer = await fetch(`/api/v1/polls/${poll}/${path}`, {
    method: body ? "POST" : "GET", body: body && JSON.stringify(body),
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang.slice(0, 2), ...options.headers }, credentials: options.credentials ?? "same-origin", cache: "no-store",
  });
  const json = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(json.title), { code: json.code });
  return json;
}

// What was blinded is kept before it is sent: whoever loses the answer asks again for the same.
async function take() {
  const found = await send("key"), key = await importKey(fromBase64(found.key), box.dataset.key);
  if (!key) throw new Error(box.dataset.wrongKey);
  if (!kept().blinded) {
    const message = random(64), { blinded, unveil } = await blind(key, message);
    keep({ message: base64(message), blinded: base64(blinded), unveil: base64(unveil) });
  }
  const { message, blinded, unveil } = kept();
  const { signature } = await send("tokens", { blinded }, { headers: { "X-Antiforgery": box.querySelector("input[name=__RequestVerificationToken]").value } });
  const token = await unblind(key, fromBase64(message), fromBase64(signature), fromBase64(unveil));
  if (!token) throw new Error(box.dataset.wrongKey);
  keep({ signature: base64(token), blinded: undefined, unveil: undefined });
}

function read(submitter) {
  const data = new FormData(form), names = JSON.parse(box.dataset.options), each = field => names.map((name, i) => [name, data.get(`${field}-${i}`)]).filter(([, value]) => value && value !== "0");
  if (submitter?.name === "abstain") return { choice: "abstain" };
  if (!names.length) return data.get("choice") && { choice: data.get("choice").toLowerCase() };
  if (data.has("points-0")) { const scores = Object.fromEntries(each("points").map(([name, value]) => [name, Number(value)])); return Object.keys(scores).length && { scores }; }
  if (data.has("rank-0")) { const ranked = each("rank"); return ranked.length && { ranking: [...new Set(ranked.map(([, at]) => Number(at)))].sort((a, b) => a - b).map(at => ranked.filter(r => Number(r[1]) === at).map(r => r[0])) }; }
  return data.has("option") && { approved: data.getAll("option").map(at => names[at]) };
}

function spoken(said, submitter) {
  if (said.choice) return [submitter?.name === "abstain" ? submitter.textContent : form.querySelector(`input[value="${said.choice[0].toUpperCase()}${said.choice.slice(1)}"]`).parentElement.querySelector("b").textContent];
  if (said.scores) return Object.entries(said.scores).map(([name, points]) => `${name} ${points}`);
  return said.ranking ? said.ranking.map(rank => rank.join(" = ")) : said.approved.map(name => costs ? `${name} ${yuan(costOf(name))}` : name);
}

// Projects of a budget have costs, in fen.
const costs = box.dataset.costs && JSON.parse(box.dataset.costs), costOf = name => costs[JSON.parse(box.dataset.options).indexOf(name)];
const yuan = fen => box.dataset.yuan.replace("{amount}", (fen / 100).toLocaleString("en-US", { minimumFractionDigits: fen % 100 ? 2 : 0 }));

function sum() {
  const line = box.querySelector("[data-sum]");
  if (!line) return;
  line.hidden = !said.approved;
  if (said.approved) line.textContent = line.dataset.sum.replace("{sum}", yuan(said.approved.reduce((all, name) => all + costOf(name), 0)));
}

let said = null;

form.addEventListener("submit", event => {
  event.preventDefault();
  said = read(event.submitter);
  if (!said) return say(box.dataset.nothing);
  say("");
  const list = box.querySelector("[data-said]");
  list.replaceChildren(...spoken(said, event.submitter).map(text => Object.assign(document.createElement("li"), { textContent: text })));
  sum();
  show("review");
});

const acts = {
  async take(button) { button.disabled = true; try { await take(); show("choose"); } finally { button.disabled = false; } },
  change() { show("choose"); },
  async cast() {
    show("sending");
    // Not at the moment of the click, so that the hour of one thing tells less about the other.
    await new Promise(later => setTimeout(later, 1000 + 4000 * Math.random()));
    const { message, signature } = kept();
    try { localStorage.setItem(place, JSON.stringify({ receipt: await send("secret-ballots", { token: message, signature, ...said }, { credentials: "omit" }) })); }
    catch (refused) { show(refused.code === "token.spent" ? "take" : "choose"); throw refused; }
    done();
  },
  save() {
    const file = URL.createObjectURL(new Blob([kept().receipt.promise], { type: "text/plain" }));
    Object.assign(document.createElement("a"), { href: file, download: `receipt-${box.dataset.number}.txt` }).click();
    URL.revokeObjectURL(file);
  },
  forget() { localStorage.removeItem(place); location.reload(); },
};

box.addEventListener("click", event => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) { say(""); Promise.resolve(acts[act](event.target.closest("[data-act]"))).catch(failed => say(failed.code ? failed.message : failed instanceof TypeError ? box.dataset.offline : failed.message)); }
});

function done(first) {
  box.querySelector("[data-leaf]").textContent = kept().receipt.leaf;
  show("done", first);
}

if (window.isSecureContext && crypto.subtle) {
  const now = kept();
  if (now.receipt) done(true);
  else show(now.signature ? "choose" : now.blinded || box.dataset.issued !== "true" ? "take" : "elsewhere", true);
}
