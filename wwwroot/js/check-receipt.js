// Checks a receipt against a poll's downloaded record, as docs/verify-a-poll.md has it. Both files stay in this browser.
import { base64, fromBase64 } from "./blind.js";

const form = document.getElementById("check-form"), out = document.getElementById("check-said"), words = document.getElementById("check-words").content;
const utf8 = text => new TextEncoder().encode(text);
const sha256 = async (...pieces) => new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(pieces).arrayBuffer()));
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
const attempt = read => { try { return read(); } catch { return null; } };

function say(word, facts = {}) {
  const line = document.createElement("li"), text = words.querySelector(`[data-word="${word}"]`).cloneNode(true);
  const span = text.querySelector("span");
  for (const [name, value] of Object.entries(facts)) span.textContent = span.textContent.replace(`{${name}}`, value);
  line.append(text);
  out.append(line);
}

// The verifier of C2SP signed notes: name, first bytes of the key's hash, kind and key.
function readVerifier(text) {
  const [, name, id, key] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [], bytes = key && attempt(() => fromBase64(key));
  return bytes?.length === 33 && bytes[0] === 1 ? { name, id, key: bytes.slice(1) } : null;
}

// The text of a note and the signature that the key's owner put under it.
function readNote(note, { name, id }) {
  const end = note.lastIndexOf("\n\n"), signed = note.slice(end + 2).split("\n").find(line => line.startsWith(`— ${name} `));
  const bytes = end >= 0 && signed && attempt(() => fromBase64(signed.slice(name.length + 3)));
  return bytes?.length === 68 && [...bytes.slice(0, 4)].map(b => b.toString(16).padStart(2, "0")).join("") === id ? { text: note.slice(0, end + 1), signature: bytes.slice(4) } : null;
}

// Whether the key signed them all; nothing where this browser does not know Ed25519.
async function areSigned(notes, key) {
  try {
    const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return (await Promise.all(notes.map(note => crypto.subtle.verify({ name: "Ed25519" }, imported, note.signature, utf8(note.text))))).every(Boolean);
  } catch { return null; }
}

// The text under a record's first line: the hash of all the rest of the line, its members in order (RFC 8785).
const canonical = value => Array.isArray(value) ? `[${value.map(canonical)}]` : value && typeof value === "object" ? `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`)}}` : JSON.stringify(value);
const headerText = async ({ signature, ...rest }) => `${rest.origin}\nheader\n${base64(await sha256(utf8(canonical(rest))))}\n`;

// RFC 6962: neighbours are hashed together, an odd one goes up as it is. The roots of so many first leaves, for each size asked for in order.
async function rootsOf(hashes, sizes) {
  const edge = [], roots = [], join = (left, right) => sha256(Uint8Array.of(1), left, right);
  for (let i = 0; i < hashes.length && roots.length < sizes.length; i++) {
    let [height, hash] = [0, hashes[i]];
    for (; edge.at(-1)?.[0] === height; height++) hash = await join(edge.pop()[1], hash);
    edge.push([height, hash]);
    while (sizes[roots.length] === i + 1) {
      let root = edge.at(-1)[1];
      for (const [, left] of edge.slice(0, -1).reverse()) root = await join(left, root);
      roots.push(root);
    }
  }
  return roots;
}

const leafHash = (line, hashed) => hashed ? Uint8Array.from(/^\{"leaf":"([0-9a-f]{64})"\}$/.exec(line)[1].match(/../g), pair => parseInt(pair, 16)) : sha256(Uint8Array.of(0), utf8(line));

// Whether a leaf was published: the first sixteen bytes of SHA-256 over its hash stand in the first line.
async function isMarked(marks, leaf) {
  const [all, hash] = [marks, leaf].map(text => attempt(() => fromBase64(text)) ?? new Uint8Array()), mark = (await sha256(hash)).slice(0, 16);
  for (let at = 0; at + 16 <= all.length; at += 16) if (same(all.slice(at, at + 16), mark)) return true;
  return false;
}

// What holds and what does not, in the order in which a person would ask.
export async function check(record, receipt, known) {
  const [first, ...lines] = record.replace(/\r?\n$/, "").split(/\r?\n/), header = attempt(() => JSON.parse(first)), verifier = readVerifier(header?.verifier ?? "");
  if (header?.record !== "forum-poll-record/1" || !verifier || ![header.checkpoints, header.replaced ?? []].every(list => Array.isArray(list) && list.every(text => typeof text === "string"))) return [["no-record"]];
  // Whoever signs a record with a key of their own may have it say anything of a receipt.
  if (header.verifier !== known) return [["bad"], ["key-other"]];
  const hashed = header.leaves === "hashes";
  const promise = readNote(receipt.replaceAll("\r\n", "\n"), verifier), [origin, kind, leaf] = promise?.text.split("\n") ?? [];
  if (kind !== "promise" || origin !== header.origin) return [["no-receipt"]];
  const found = [["key"]];
  const head = readNote(`${header.signature ?? ""}`, verifier), notes = header.checkpoints.map(note => readNote(note, verifier));
  const signed = notes.every(Boolean) ? await areSigned([promise, ...notes], verifier.key) : false;
  found.push([signed ? "signed" : signed === null ? "cannot" : "not-signed"]);
  // Rule, roll, options and outcome stand in the first line, under a signature of its own; its hash any browser knows.
  const bound = head?.text === await headerText(header) ? await areSigned([head], verifier.key) : false;
  if (bound !== null) found.push([bound ? "first" : "first-wrong"]);
  // A line of another form has no hash, and takes none from the others.
  const hashes = await Promise.all(lines.map(line => attempt(() => leafHash(line, hashed)) ?? new Uint8Array()));
  // Each checkpoint has the root of so many first ballots, the last of all: the record only ever grew.
  const told = notes.map(note => note?.text.split("\n") ?? []), roots = await rootsOf(hashes, told.map(([, size]) => Number(size)));
  const grown = hashes.length > 0 && Number(told.at(-1)?.[1]) === hashes.length && roots.length === told.length && told.every(([log, , root], i) => log === header.origin && same(roots[i], attempt(() => fromBase64(root)) ?? []));
  // Before anything was published there is nothing to hold it to.
  if (!hashed || told.length + lines.length > 0) found.push(grown ? ["root", { size: hashes.length }] : ["root-wrong"]);
  // While the poll is open, ballots are kept back: one that is not there waits, and is not missed, unless the first line has its mark.
  const index = hashes.findIndex(hash => base64(hash) === leaf);
  const replaced = header.replaced?.some(hex => base64(Uint8Array.from(hex.match(/../g) ?? [], pair => parseInt(pair, 16))) === leaf);
  found.push(index >= 0 ? ["in", { index: index + 1, size: hashes.length }] : [replaced ? "replaced" : hashed && !await isMarked(header.marks, leaf) ? "not-yet" : "not-in"]);
  const names = found.map(([word]) => word), bad = ["not-signed", "first-wrong", "root-wrong", "not-in", "replaced"].some(word => names.includes(word));
  return [bad ? ["bad"] : names.includes("not-yet") ? found.pop() : [names.includes("cannot") ? "partly" : "good"], ...found];
}

form.addEventListener("submit", async event => {
  event.preventDefault();
  out.replaceChildren();
  const [record, receipt] = ["check-record", "check-receipt"].map(id => document.getElementById(id).files[0]);
  if (!record || !receipt) return say("choose");
  for (const [word, facts] of await check(await record.text(), await receipt.text(), document.getElementById("check").dataset.verifier)) say(word, facts);
});
form.hidden = !crypto.subtle;
document.getElementById("check-needs").hidden = !form.hidden;

// A receipt that came behind the sign # is looked up by its form, where the page offers one.
const leaf = /^#leaf=([0-9a-f]{64})$/.exec(location.hash)?.[1], field = document.getElementById("leaf");
if (leaf && field) {
  field.value = leaf;
  field.form.requestSubmit();
}
