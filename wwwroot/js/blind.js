// The voter's side of RFC 9474, RSABSSA-SHA384-PSS-Randomized: what is signed is not seen by the signer.
const HASH = "SHA-384", HASH_LENGTH = 48, SALT_LENGTH = 48;

export const number = bytes => BigInt("0x" + [...bytes].map(b => b.toString(16).padStart(2, "0")).join(""));
export const bytes = (value, length) => Uint8Array.from(value.toString(16).padStart(length * 2, "0").match(/../g), pair => parseInt(pair, 16));
const digest = async data => new Uint8Array(await crypto.subtle.digest(HASH, data));
const joined = (...parts) => Uint8Array.from(parts.flatMap(part => [...part]));
export const random = length => crypto.getRandomValues(new Uint8Array(length));
export const base64 = data => btoa(String.fromCharCode(...data));
export const fromBase64 = text => Uint8Array.from(atob(text), c => c.charCodeAt(0));
export const hex = data => [...data].map(b => b.toString(16).padStart(2, "0")).join("");

export function power(base, exponent, modulus) {
  let result = 1n;
  for (base %= modulus; exponent > 0n; exponent >>= 1n, base = base * base % modulus) if (exponent & 1n) result = result * base % modulus;
  return result;
}

export function inverse(value, modulus) {
  let [r0, r1, t0, t1] = [modulus, value % modulus, 0n, 1n];
  while (r1 > 0n) { const q = r0 / r1; [r0, r1, t0, t1] = [r1, r0 - q * r1, t1, t0 - q * t1]; }
  return r0 === 1n ? (t0 + modulus) % modulus : null;
}

async function mask(seed, length) {
  let out = new Uint8Array();
  for (let counter = 0; out.length < length; counter++) out = joined(out, await digest(joined(seed, bytes(BigInt(counter), 4))));
  return out.slice(0, length);
}

// EMSA-PSS-ENCODE, RFC 8017, 9.1.1, for a modulus of whole bytes.
async function encode(message, salt, bits) {
  const length = Math.ceil((bits - 1) / 8), hashed = await digest(joined(new Uint8Array(8), await digest(message), salt));
  const block = joined(new Uint8Array(length - SALT_LENGTH - HASH_LENGTH - 2), [1], salt), veil = await mask(hashed, block.length);
  const masked = block.map((b, i) => b ^ veil[i]);
  masked[0] &= 0xff >> (8 * length - (bits - 1));
  return joined(masked, hashed, [0xbc]);
}

/** The poll's key, or nothing where it is not the one whose hash was published. */
export async function importKey(spki, expectedHash) {
  if (hex(new Uint8Array(await crypto.subtle.digest("SHA-256", spki))) !== expectedHash) return null;
  const key = await crypto.subtle.importKey("spki", spki, { name: "RSA-PSS", hash: HASH }, true, ["verify"]);
  const { n, e } = await crypto.subtle.exportKey("jwk", key), plain = text => fromBase64(text.replace(/-/g, "+").replace(/_/g, "/"));
  return { key, n: number(plain(n)), e: number(plain(e)), length: plain(n).length };
}

/** Hides a message: what is sent, and what takes the veil off the answer. */
export async function blind(key, message, salt = random(SALT_LENGTH), factor = null) {
  let unveil = factor && inverse(factor, key.n);
  while (!unveil) { factor = number(random(key.length)) % key.n; unveil = inverse(factor, key.n); }
  const encoded = number(await encode(message, salt, key.n.toString(2).length));
  return { blinded: bytes(encoded * power(factor, key.e, key.n) % key.n, key.length), unveil: bytes(unveil, key.length) };
}

/** The signature of the message itself; nothing where the signer did not sign what was asked. */
export async function unblind(key, message, blindSignature, unveil) {
  const signature = bytes(number(blindSignature) * number(unveil) % key.n, key.length);
  return await crypto.subtle.verify({ name: "RSA-PSS", saltLength: SALT_LENGTH }, key.key, signature, message) ? signature : null;
}
