// What the pages of a poll ask of the portal. A refusal is an error with its code and the portal's words; it is final where
// asking again would be answered alike. What is no answer of the portal's, as from a proxy while it starts, counts as none.
export const pollApi = poll => async (path, body, options = {}) => {
  const answer = await fetch(`/api/v1/polls/${poll}/${path}`, {
    method: body ? "POST" : "GET", body: body && JSON.stringify(body), cache: "no-store", credentials: options.credentials ?? "same-origin", referrerPolicy: options.referrerPolicy ?? "",
    headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang.slice(0, 2), ...options.headers },
  });
  const text = await answer.text();
  let json;
  try { json = text && JSON.parse(text); } catch { throw new TypeError("no answer"); }
  if (!answer.ok && !json) throw new TypeError("no answer");
  if (!answer.ok) throw Object.assign(new Error(json.title), { code: json.code, isFinal: answer.status < 500 && answer.status !== 429 });
  return json;
};
