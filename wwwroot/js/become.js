// Makes a part of the page read like a newer one, piece by piece: what stays the same is not touched, and what somebody
// writes in, stands on or has chosen is left alone.

// Differs at every reading, or is what the reader did; tells nothing of the matter.
const passing = "input[name=once], input[name=__RequestVerificationToken], input[name=quoteVersion], input[name=textVersion], .left, .wrong, .wrong-way";

function told(node) {
  if (node.nodeType !== 1) return node.textContent.trim();
  const copy = node.cloneNode(true);
  copy.querySelectorAll(passing).forEach(part => part.remove());
  for (const fold of [copy, ...copy.querySelectorAll("details")]) fold.removeAttribute("open");
  return copy.outerHTML;
}

const pieces = node => [...node.childNodes].filter(n => n.nodeType === 1 ? !n.matches(passing) : n.nodeType === 3 && n.textContent.trim());

// Something in a form differs from how the page came, or the page came back with it.
export const typed = part => part.matches("[data-posted]") || part.querySelector("[data-posted]")
  || [...part.querySelectorAll("textarea, input:not([type=hidden])")].some(f => f.value !== f.defaultValue || f.checked !== f.defaultChecked)
  || [...part.querySelectorAll("select")].some(s => s.selectedIndex !== Math.max(0, [...s.options].findIndex(o => o.defaultSelected)));

function inUse(node) {
  const chosen = getSelection();
  return node.contains(document.activeElement) || (!chosen.isCollapsed && chosen.rangeCount > 0 && chosen.getRangeAt(0).intersectsNode(node)) || (node.nodeType === 1 && typed(node));
}

const alike = (mine, theirs) => mine.nodeType === 1 && mine.nodeName === theirs.nodeName && mine.id === theirs.id && mine.nodeName !== "FORM";

function replace(mine, theirs) {
  if (inUse(mine)) return false;
  mine.replaceWith(document.importNode(theirs, true));
  return true;
}

/** Tells whether all of it reads as the newer one does, and nothing had to be left alone. */
export function become(mine, theirs) {
  if (told(mine) === told(theirs)) return true;
  if (!alike(mine, theirs)) return replace(mine, theirs);
  for (const { name, value } of theirs.attributes) if (name !== "open") mine.setAttribute(name, value);
  for (const { name } of [...mine.attributes]) if (name !== "open" && !theirs.hasAttribute(name)) mine.removeAttribute(name);
  const old = pieces(mine), fresh = pieces(theirs);
  while (old.length && fresh.length && told(old[0]) === told(fresh[0])) old.shift(), fresh.shift();
  let after = null;
  while (old.length && fresh.length && told(old.at(-1)) === told(fresh.at(-1))) after = old.pop(), fresh.pop();
  if (old.length === fresh.length) return old.map((piece, i) => become(piece, fresh[i])).every(Boolean);
  if (old.some(inUse)) return false;
  for (const piece of fresh) mine.insertBefore(document.importNode(piece, true), old[0] ?? after);
  old.forEach(piece => piece.remove());
  return true;
}
