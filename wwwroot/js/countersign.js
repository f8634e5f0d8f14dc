// The second registrar's key and memory, in this browser alone. Signing is raw RSA (RFC 9474, 4.3), which WebCrypto does
// not offer; so the key lies here as numbers. What was signed is remembered: no portal gets more than a token a line.
import { base64, bytes, fromBase64, hex, inverse, number, power, random } from "./blind.js";

const LENGTH = 384, ROUNDS = 600_000;
const sha256 = async data => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
const numberOf = text => number(fromBase64(text.replace(/-/g, "+").replace(/_/g, "/")));

/** A new key: the public half as it is sent, its hash, and the private half. */
export async function make() {
  const pair = await crypto.subtle.generateKey({ name: "RSA-PSS", modulusLength: 8 * LENGTH, publicExponent: Uint8Array.of(1, 0, 1), hash: "SHA-384" }, true, ["sign", "verify"]);
  const open = new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey));
  return { open: base64(open), hash: await sha256(open), secret: await crypto.subtle.exportKey("jwk", pair.privateKey) };
}

// Whether this key can sign it at all.
const fits = (secret, blinded) => { const asked = number(blinded); return blinded.length === LENGTH && asked > 1n && asked < numberOf(secret.n) - 1n; };

/** The blind signature: blinded once more against timing, by the remainder theorem, and checked before it leaves. */
export function sign(secret, blinded) {
  const [n, e, p, q, dp, dq, qi] = ["n", "e", "p", "q", "dp", "dq", "qi"].map(part => numberOf(secret[part])), asked = number(blinded);
  if (!fits(secret, blinded)) throw new RangeError("not below the modulus");
  let factor, unveil = null;
  while (!unveil) { factor = number(random(LENGTH)) % n; unveil = factor && inverse(factor, n); }
  const hidden = asked * power(factor, e, n) % n, a = power(hidden, dp, p), b = power(hidden, dq, q);
  const signature = (b + q * (qi * ((a - b % p + p) % p) % p)) * unveil % n;
  if (power(signature, e, n) !== asked) throw new Error("the signature does not verify");
  return bytes(signature, LENGTH);
}

const opened = () => new Promise((done, failed) => {
  const request = indexedDB.open("forum-registrar", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("polls");
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

async function within(mode, work) {
  const db = await opened();
  try {
    return await new Promise((done, failed) => {
      const transaction = db.transaction("polls", mode, { durability: "strict" }), request = work(transaction.objectStore("polls"));
      transaction.oncomplete = () => done(request.result);
      transaction.onabort = () => failed(transaction.error);
    });
  } finally { db.close(); }
}

/** What this device keeps of a poll: the key, and for each line and paper what it signed. */
export const kept = async poll => await within("readonly", store => store.get(poll)) ?? { lines: {}, given: {}, papers: {} };
export const keep = (poll, mine) => within("readwrite", store => store.put(mine, poll));

/** The voters of the roll, once their hash is the published one; nothing where it is not. The first one seen stays. */
export async function rollOf(poll, mine, rollHash, fetchVoters) {
  if (mine.rollHash && mine.rollHash !== rollHash) return null;
  const known = await within("readonly", store => store.get(`${poll}/roll`));
  if (known) return new Set(known);
  const voters = (await fetchVoters()).sort();
  if (await sha256(new TextEncoder().encode(JSON.stringify(voters.map(voter => ({ area: 0, voter }))))) !== rollHash) return null;
  await within("readwrite", store => store.put(voters, `${poll}/roll`));
  mine.rollHash = rollHash;
  return new Set(voters);
}

/** Lets the next signing take the roll anew: it was corrected, and the committee accepts that. */
export async function forgetRoll(poll, mine) {
  await within("readwrite", store => store.delete(`${poll}/roll`));
  delete mine.rollHash;
  await keep(poll, mine);
}

/** What of the work this device signs, and what it refuses: nothing that the key cannot sign, nobody off the roll, no second request of a line, no more papers than lines that were given one. */
export async function judge(mine, roll, work) {
  const [taken, refused] = [[], []];
  for (const { voter } of work.given) if (roll.has(voter) && !mine.lines[voter]) mine.given[voter] = true;
  for (const line of work.lines) {
    const request = await sha256(fromBase64(line.blinded)), before = mine.lines[line.voter];
    if (fits(mine.secret, fromBase64(line.blinded)) && roll.has(line.voter) && !mine.given[line.voter] && (!before || before === request)) taken.push({ line: line.voter, request, blinded: line.blinded });
    else refused.push(`${line.label} ${line.name}`);
  }
  let room = Object.keys(mine.given).length - Object.keys(mine.papers).length;
  for (const paper of work.papers) {
    const request = await sha256(fromBase64(paper.blinded));
    if (fits(mine.secret, fromBase64(paper.blinded)) && (mine.papers[request] || room-- > 0)) taken.push({ paper: request, request, blinded: paper.blinded });
    else refused.push(request.slice(0, 8));
  }
  return { taken, refused };
}

/** Remembers what is about to be signed; it is written before anything leaves. */
export function remember(mine, taken) {
  for (const { line, request } of taken) if (line) mine.lines[line] = request; else mine.papers[request] = true;
}

async function lockOf(password, salt) {
  const from = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"]);
  return await crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, from, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** Key and memory as a file that only the password opens. */
export async function seal(poll, mine, password) {
  const [salt, iv] = [random(16), random(12)], text = new TextEncoder().encode(JSON.stringify({ poll, ...mine }));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await lockOf(password, salt), text));
  return JSON.stringify({ kind: "forum-second-key/1", salt: base64(salt), iv: base64(iv), sealed: [...sealed].map(b => b.toString(16).padStart(2, "0")).join("") });
}

/** What such a file holds of this poll; nothing where the file or the password is another. What this device remembers itself stays beside it. */
export async function unseal(poll, mine, file, password) {
  try {
    const { kind, salt, iv, sealed } = JSON.parse(file);
    if (kind !== "forum-second-key/1") return null;
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(iv) }, await lockOf(password, fromBase64(salt)), Uint8Array.from(sealed.match(/../g), pair => parseInt(pair, 16)));
    const { poll: whose, ...theirs } = JSON.parse(new TextDecoder().decode(text));
    return whose !== poll ? null : { ...mine, ...theirs, lines: { ...theirs.lines, ...mine.lines }, given: { ...theirs.given, ...mine.given }, papers: { ...theirs.papers, ...mine.papers } };
  } catch { return null; }
}
