// The supervision committee's desk for one poll: makes the key, signs what waits, and deletes the key after the closing.
import { fromBase64, base64 } from "./blind.js";
import { forgetRoll, judge, keep, kept, make, remember, rollOf, seal, sign, unseal } from "./countersign.js";
import { pollApi } from "./poll-api.js";

const box = document.getElementById("registrar"), { poll, number } = box.dataset, words = box.dataset, BATCH = 20;
const wrong = document.getElementById("registrar-wrong"), told = document.getElementById("registrar-said");
const complain = text => { wrong.querySelector("span").textContent = text; wrong.hidden = !text; if (text) wrong.focus(); };
const say = text => { told.querySelector("span").textContent = text; told.hidden = !text; };
const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name]);

const ask = pollApi(poll);
const send = (path, body) => ask(path, body, { headers: { "X-Antiforgery": box.querySelector("input[name=__RequestVerificationToken]").value } });

// Two windows on one device must not remember past each other.
const alone = work => navigator.locks.request(`forum-registrar-${poll}`, work);

// Closed, or called off before it opened.
const isOver = work => work.state === "closed" || work.state === "called-off";
const hasKey = (mine, work) => !!mine.secret && mine.hash === work.keyHash;

// Whoever has an interest in the matter neither makes a key nor signs: they pass on the one that is here, and delete it after the end.
function draw(mine, work) {
  const here = hasKey(mine, work), closed = isOver(work), corrected = !work.recused && !!mine.rollHash && mine.rollHash !== work.rollHash;
  const off = work.state === "called-off", step = off && !work.keyHash ? "never" : closed ? (work.destroyed ? "gone" : "lost") + (off ? "-off" : "") : !work.keyHash ? "make" : here ? "here" : "elsewhere";
  for (const part of box.querySelectorAll("[data-step]")) part.hidden = part.dataset.step !== step || (work.recused && (step === "make" || step === "elsewhere"));
  box.querySelector("[data-again]").hidden = work.state !== "draft";
  // By a corrected roll nothing is signed before somebody has looked at it.
  box.querySelector("[data-sign]").hidden = !here || work.waiting === 0 || corrected;
  box.querySelector("[data-corrected]").hidden = !corrected;
  const memory = box.querySelector("[data-memory]"), lines = Object.keys(mine.lines).length;
  memory.hidden = work.state === "draft" || off;
  memory.textContent = fill(words.memory, { lines, papers: Object.keys(mine.papers).length, roll: work.roll }) + (here && lines < work.signed ? ` ${words.behind}` : "");
}

// The key goes as soon as this page sees the poll closed; only then is it reported.
async function refresh() {
  let work = await send("second-signatures");
  await alone(async () => {
    const mine = await kept(poll);
    if (isOver(work) && mine.secret) {
      const { secret, ...rest } = mine;
      await keep(poll, rest);
      if (mine.hash === work.keyHash && !work.destroyed) { await send("second-key/destruction", {}); work = { ...work, destroyed: true }; }
    }
    draw(await kept(poll), work);
  });
  return work;
}

async function makeKey(instead) {
  await alone(async () => {
    const { open, hash, secret } = await make(), mine = await kept(poll);
    // Kept before it is sent: a key on record that nobody has would stop the poll.
    await keep(poll, { ...mine, pending: { hash, secret } });
    await send("second-key", { key: open, instead });
    const { pending, ...rest } = await kept(poll);
    await keep(poll, { ...rest, hash, secret });
  });
  say(words.made);
}

// What the answer to a sent key was may be lost; the portal's word tells which one is on record.
async function settle(work) {
  await alone(async () => {
    const { pending, ...mine } = await kept(poll);
    if (pending && pending.hash === work.keyHash) await keep(poll, { ...mine, ...pending });
  });
}

async function signAll() {
  let signed = 0, voters = 0, refusals = [];
  await alone(async () => {
    for (let work = await send("second-signatures"); ; work = await send("second-signatures")) {
      const mine = await kept(poll), roll = await rollOf(poll, mine, work.rollHash, () => send("roll/lines/voters"));
      if (!hasKey(mine, work)) return draw(mine, work);
      if (!roll) throw new Error(words.wrongRoll);
      const { taken, refused } = await judge(mine, roll, work);
      refusals = refused;
      if (taken.length === 0) return draw(mine, work);
      remember(mine, taken);
      await keep(poll, mine);
      for (let at = 0; at < taken.length; at += BATCH) {
        const signatures = [];
        for (const { line, paper, blinded } of taken.slice(at, at + BATCH)) {
          signatures.push({ line, paper, signature: base64(sign(mine.secret, fromBase64(blinded))) });
          say(fill(words.signing, { count: signed + signatures.length, all: work.waiting }));
          await new Promise(breath => setTimeout(breath));
        }
        await send("second-signatures", { signatures });
        signed += signatures.length;
        voters += signatures.filter(s => s.line).length;
      }
    }
  });
  say(signed ? fill(voters === 0 ? words.signedPapers : voters < signed ? words.signedBoth : words.signed, { voters, papers: signed - voters }) : words.nothing);
  if (refusals.length) complain(fill(words.refused, { count: refusals.length, which: refusals.slice(0, 5).join(", ") }));
}

const acts = {
  make: () => makeKey(null),
  async again() { await makeKey((await send("second-signatures")).keyHash); },
  sign: signAll,
  accept: () => alone(async () => forgetRoll(poll, await kept(poll))),
  async report() { await send("second-key/destruction", {}); },
  async backup(form) {
    const password = form.elements.password.value;
    if (password.length < 10) throw new Error(words.short);
    const file = URL.createObjectURL(new Blob([await seal(poll, await kept(poll), password)], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: file, download: `second-key-${number}.json` }).click();
    URL.revokeObjectURL(file);
    form.reset();
    say(words.saved);
  },
  async restore(form) {
    if (form.elements.file.files.length === 0) throw new Error(words.noFile);
    const [file, work] = [await form.elements.file.files[0]?.text() ?? "", await send("second-signatures")];
    await alone(async () => {
      const found = await unseal(poll, await kept(poll), file, form.elements.password.value);
      if (!found || found.hash !== work.keyHash) throw new Error(words.wrongFile);
      await keep(poll, found);
    });
    form.reset();
    say(words.restored);
  },
};

async function act(name, control) {
  complain("");
  say("");
  const button = control.matches("form") ? control.querySelector("button") : control;
  button.disabled = true;
  try { await acts[name](control); await refresh(); }
  catch (failed) { complain(failed instanceof TypeError ? words.offline : failed.message); }
  finally { button.disabled = false; }
}

box.addEventListener("click", event => { const button = event.target.closest("button[data-act]"); if (button) act(button.dataset.act, button); });
box.addEventListener("submit", event => { event.preventDefault(); act(event.target.dataset.act, event.target); });

if (window.isSecureContext && crypto.subtle && window.indexedDB && navigator.locks) {
  // A browser may clear what it does not deem important; here it must not.
  navigator.storage?.persist?.();
  send("second-signatures").then(settle).then(refresh).catch(failed => complain(failed instanceof TypeError ? words.offline : failed.message));
  document.addEventListener("reread", () => refresh().catch(() => {}));
}
