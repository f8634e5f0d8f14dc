// A secret ballot: the token is taken with the voter's session, the ballot is cast without it. The choice is in no form
// that is ever posted, and leaves this page once, as nobody's.
import { base64, blind, fromBase64, hex, importKey, random, unblind } from "./blind.js";
import { pollApi } from "./poll-api.js";

const box = document.getElementById("secret"), { poll, line } = box.dataset, place = `forum-poll-${poll}-${box.dataset.own}`;
const steps = [...box.querySelectorAll("[data-step]")], wrong = document.getElementById("secret-wrong"), form = box.querySelector("form[data-step]");
const kept = () => JSON.parse(localStorage.getItem(place) ?? "{}");
const keep = more => localStorage.setItem(place, JSON.stringify({ ...kept(), ...more }));
const pause = ms => new Promise(later => setTimeout(later, ms));
// Two windows of one browser share what is kept: neither takes, looks or casts past the other. What the other kept
// reaches this one a moment after its turn does: browsers promise no order between the two.
const alone = work => navigator.locks.request(place, async () => { await pause(200); return work(); });
const say = text => { wrong.textContent = text; wrong.hidden = !text; if (text) wrong.focus(); };

function show(step, first = false) {
  for (const part of steps) part.hidden = part.dataset.step !== step;
  if (!first) box.querySelector(`[data-step="${step}"] [tabindex="-1"]`)?.focus();
}

// The poll takes no ballots any more: what was sent can still be asked for, nothing else begins.
const isOver = () => !!document.querySelector("[data-live=stands] [data-over]");

const shown = () => steps.find(part => !part.hidden)?.dataset.step, isTaken = () => !!(kept().signature || kept().receipt);

const send = pollApi(poll);

// The portal's key, and that of the second registrar where the poll has one; any but the published ones end it here.
async function keys() {
  const found = await send("key"), key = await importKey(fromBase64(found.key), box.dataset.key);
  const second = box.dataset.secondKey && found.secondKey ? await importKey(fromBase64(found.secondKey), box.dataset.secondKey) : null;
  if (!key || (box.dataset.secondKey && !second)) throw new Error(box.dataset.wrongKey);
  return { key, second };
}

// What was blinded is kept before it is sent: whoever loses the answer asks again for the same. What another window took is taken.
async function take() {
  const { key, second } = await keys();
  if (isTaken()) return;
  if (!kept().blinded) {
    const message = random(64), { blinded, unveil } = await blind(key, message);
    keep({ message: base64(message), blinded: base64(blinded), unveil: base64(unveil), ...second && await takeSecond(second, message) });
  }
  const { message, blinded, secondBlinded, unveil } = kept();
  const { signature } = await send("tokens", { blinded, secondBlinded, line }, { headers: { "X-Antiforgery": box.querySelector("input[name=__RequestVerificationToken]").value } }).catch(refused => {
    // The line went for what another device made: what was made here is of no use, and no other can be taken.
    if (refused.code === "token.already-issued" && !isTaken()) localStorage.removeItem(place);
    throw refused;
  });
  const token = await unblind(key, fromBase64(message), fromBase64(signature), fromBase64(unveil));
  if (!token) throw new Error(box.dataset.wrongKey);
  keep({ signature: base64(token), blinded: undefined, unveil: undefined, secondBlinded: undefined });
}

// The same message under another veil. The code is how the committee and the voter can compare by word of mouth.
async function takeSecond(second, message) {
  const { blinded, unveil } = await blind(second, message);
  const name = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", blinded))).toUpperCase();
  return { secondBlinded: base64(blinded), secondUnveil: base64(unveil), code: `${name.slice(0, 4)}-${name.slice(4, 8)}` };
}

// The committee signs when somebody there presses; the answer stays ready for whoever comes back.
async function look() {
  const { signature } = await send(`tokens/second?line=${line}`), { message, secondUnveil } = kept();
  if (!signature || !secondUnveil) return;
  const token = await unblind((await keys()).second, fromBase64(message), fromBase64(signature), fromBase64(secondUnveil));
  if (!token) throw new Error(box.dataset.wrongKey);
  keep({ secondSignature: base64(token), secondUnveil: undefined, code: undefined });
}

async function takeOrTell(first) {
  try { await alone(take); go(first); }
  catch (refused) { if (isOver() || refused.code !== "token.already-issued") throw refused; show("elsewhere", first); }
}

const next = () => kept().secondUnveil ? "wait" : "choose";

function go(first) {
  if (kept().receipt) return done(first);
  if (kept().sent) return perhaps(first);
  if (isOver()) return;
  box.querySelector("[data-code]").textContent = kept().code ?? "";
  show(next(), first);
}

async function lookAgain() {
  if (shown() !== "wait" || isOver()) return;
  await alone(look);
  if (next() !== "wait") go();
}

function read(abstains) {
  const data = new FormData(form), names = JSON.parse(box.dataset.options), each = field => names.map((name, i) => [name, data.get(`${field}-${i}`)]).filter(([, value]) => value && value !== "0");
  if (abstains) return { choice: "abstain" };
  if (!names.length) return data.get("choice") && { choice: data.get("choice").toLowerCase() };
  if (data.has("points-0")) { const scores = Object.fromEntries(each("points").map(([name, value]) => [name, Number(value)])); return Object.keys(scores).length && { scores }; }
  if (data.has("rank-0")) { const ranked = each("rank"); return ranked.length && { ranking: [...new Set(ranked.map(([, at]) => Number(at)))].sort((a, b) => a - b).map(at => ranked.filter(r => Number(r[1]) === at).map(r => r[0])) }; }
  return data.has("option") && { approved: data.getAll("option").map(at => names[at]) };
}

function spoken(said, abstains) {
  if (said.choice) return [abstains ? form.querySelector("[name=abstain]").textContent : form.querySelector(`input[value="${said.choice[0].toUpperCase()}${said.choice.slice(1)}"]`).parentElement.querySelector("b").textContent];
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

let said = null, shownAs = [];

const list = (step, texts) => box.querySelector(`[data-step="${step}"] .chosen-list`).replaceChildren(...texts.map(text => Object.assign(document.createElement("li"), { textContent: text })));

// What is chosen and not cast is kept beside the token, on this device alone.
form?.addEventListener("submit", event => {
  event.preventDefault();
  const abstains = event.submitter?.name === "abstain";
  if (!review(abstains)) return say(box.dataset.nothing);
  say("");
  keep({ chosen: { abstains, fields: [...new FormData(form)], shownAs } });
});

function review(abstains, first) {
  said = read(abstains);
  if (!said) return false;
  shownAs = spoken(said, abstains);
  list("review", shownAs);
  const named = said.ranking?.flat(), left = named ? JSON.parse(box.dataset.options).filter(name => !named.includes(name)) : [], rest = box.querySelector("[data-left]");
  rest.hidden = left.length === 0;
  rest.textContent = box.dataset.unranked.replace("{options}", left.join(box.dataset.comma));
  sum();
  show("review", first);
  return true;
}

function restore({ abstains, fields }) {
  for (const [name, value] of fields)
    for (const field of form.querySelectorAll(`[name="${name}"]`))
      if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
      else field.value = value;
  return review(abstains, true);
}

// What left this device and was not answered counts perhaps: from then on nothing else is sent, and the same again is answered alike.
function perhaps(first) {
  ({ said, shownAs } = kept().sent);
  list("perhaps", shownAs);
  show("perhaps", first);
}

// Neither who is signed in nor this page's address, which may name a line of the roll, goes with a ballot.
const nobody = { credentials: "omit", referrerPolicy: "no-referrer" };

// What another window sent while this one looked on: with the receipt it is kept no more.
let theirs = null;
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const tellOther = mine => say(mine && !isSame(mine, kept().sent?.said ?? theirs) ? box.dataset.otherWindow : "");

// Whether what stands on this page was cast by it, and by no other window.
async function cast() {
  // Not at the moment of the click, so that the hour of one thing tells less about the other.
  await pause(1000 + 4000 * Math.random());
  const { message, signature, secondSignature, sent, receipt: received } = kept();
  if (received || !signature || (sent && !isSame(sent.said, said))) return false;
  keep({ sent: { said, shownAs } });
  const receipt = await send("secret-ballots", { token: message, signature, secondSignature, ...said }, nobody).catch(refused => {
    // While the box is shut or the poll held up, nobody can say what became of what was sent before.
    if (refused.isFinal && !(sent && ["poll.box-shut", "record.changed"].includes(refused.code))) keep({ sent: undefined });
    throw refused;
  });
  if (!receipt.leaf) throw new TypeError("no answer");
  localStorage.setItem(place, JSON.stringify({ receipt }));
  return true;
}

const acts = {
  async take(button) { button.disabled = true; try { await takeOrTell(); } finally { button.disabled = false; } },
  async look() { await lookAgain(); if (next() === "wait") say(box.dataset.notYet); },
  change() { show("choose"); },
  drop() { keep({ chosen: undefined }); location.reload(); },
  async cast() {
    show("sending");
    const mine = said, isHere = await alone(cast).catch(refused => {
      if (kept().sent) perhaps();
      else show(form ? "review" : "lost");
      if (!kept().sent || refused.code) throw refused;
      return true;
    });
    // Deleted in another window meanwhile: the page begins anew.
    if (!isTaken()) return location.reload();
    go();
    if (!isHere) tellOther(mine);
  },
  save() {
    if (!kept().receipt) return location.reload();
    const file = URL.createObjectURL(new Blob([kept().receipt.promise], { type: "text/plain" }));
    Object.assign(document.createElement("a"), { href: file, download: `receipt-${box.dataset.number}-${kept().receipt.leaf.slice(0, 6)}.txt` }).click();
    URL.revokeObjectURL(file);
  },
  forget() { localStorage.removeItem(place); location.reload(); },
};

box.addEventListener("click", event => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) { say(""); Promise.resolve(acts[act](event.target.closest("[data-act]"))).catch(failed => say(failed.code ? failed.message : failed instanceof TypeError ? box.dataset.offline : failed.message)); }
});

function done(first) {
  const { leaf } = kept().receipt;
  box.querySelector("[data-leaf]").textContent = leaf;
  show("done", first);
  // Behind the sign #, which no browser sends: a phone that is signed in does not tell whose receipt it is.
  import("./qr.js").then(({ draw }) => draw(box.querySelector("[data-qr]"), `${location.origin}/polls/${poll}/record#leaf=${leaf}`));
}

// Taken, signed or cast in another window of this browser: here too.
window.addEventListener("storage", event => {
  const at = shown(), mine = at === "review" || at === "sending" ? said : at === "choose" && read(false);
  if (event.key === place) theirs = JSON.parse(event.newValue ?? "{}").sent?.said ?? theirs;
  // What this window has been told of its own ballot stands, however late the other's news comes.
  if (event.key !== place || at === "done") return;
  if (!kept().receipt && !(kept().signature && (at === "take" || at === "elsewhere" || (at === "wait" && next() !== "wait")))) return;
  go();
  // What this window was about to send waits behind the other's, and is not sent any more.
  if (at !== "perhaps") tellOther(kept().receipt && mine);
});

if (window.isSecureContext && crypto.subtle && navigator.locks) {
  const now = kept();
  document.addEventListener("reread", () => lookAgain().catch(() => {}));
  if (now.receipt || now.sent) go(true);
  else if (!form) {
    // Voting is over, and what was chosen here never left this device.
    if (now.chosen && steps.some(part => part.dataset.step === "uncast")) { list("uncast", now.chosen.shownAs); show("uncast", true); }
  }
  else if (now.signature) { if (now.secondUnveil || !(now.chosen && restore(now.chosen))) go(true); lookAgain().catch(() => {}); }
  else {
    show(now.blinded || box.dataset.issued !== "true" ? "take" : "elsewhere", true);
    // Something was given out for the line: asking again tells whether it was to this device, and spends nothing.
    if (now.blinded && box.dataset.issued === "true") takeOrTell(true).catch(() => {});
  }
}
