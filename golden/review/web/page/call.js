// Calls of the server. What it refuses is an error with its words.

export class Refused extends Error {}

// Overtaken is the error of a call that would write over what another review has decided, unseen.
export class Overtaken extends Error {}

async function answer(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error("The review has stopped. What was decided is kept: start it again, and open the address that it prints.");
  }
  const body = await response.json().catch(() => ({ error: `${path}: the answer is cut off` }));
  if (!response.ok) throw new ({ 409: Overtaken, 422: Refused }[response.status] ?? Error)(body.error);
  return body;
}

export const get = (path) => answer(path, {});

export const post = (path, body) =>
  answer(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
