// The masthead's counter. The hub only says that something changed; the number is asked for as oneself.
const bell = document.querySelector("[data-unread]"), words = bell.querySelector("span");
let asking, again = false;

async function count() {
  if (asking) { again = true; return; }
  asking = true;
  const answer = await fetch("/api/v1/news/unread", { headers: { "Accept-Language": document.documentElement.lang } }).catch(() => null);
  // Whoever signed out elsewhere keeps the number until the next page.
  if (answer?.ok) {
    const { count, label } = await answer.json();
    if (Number(bell.dataset.unread) !== count) {
      bell.dataset.unread = count;
      words.textContent = label;
      document.dispatchEvent(new Event("counted"));
    }
  }
  asking = false;
  if (again) { again = false; count(); }
}

document.addEventListener("news", count);
