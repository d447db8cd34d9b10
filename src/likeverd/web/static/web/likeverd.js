/* Makes pages smoother; every page works without it. */
(() => {
  "use strict";

  /* htmx notes the address of each page, and with it a case's number, where it would outlive the session. */
  try {
    sessionStorage.removeItem("htmx-current-path-for-history");
  } catch {
    /* No store, nothing kept. */
  }

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* Questions that depend on the answer to another. The server is the judge of what counts. */
  function chosenCodes(form, name) {
    return all("input, select", form)
      .filter((input) => input.name === name && !input.closest("[hidden]"))
      .filter((input) => (input.type === "radio" || input.type === "checkbox" ? input.checked : true))
      .map((input) => input.value);
  }

  function showAskedQuestions(form) {
    for (const question of all("[data-asked-field]", form)) {
      const codes = question.dataset.askedCodes.split(" ");
      question.hidden = !chosenCodes(form, question.dataset.askedField).some((code) => codes.includes(code));
    }
  }

  /* A row more or less: the page is fetched anew, and only the question is exchanged. */
  async function changeRows(button) {
    const form = button.form;
    const body = new FormData(form, button);
    const action = button.getAttribute("formaction") || form.getAttribute("action") || location.href;
    const answer = await fetch(action, { method: "POST", body: new URLSearchParams(body) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const id = button.dataset.changesRows;
    const question = page.getElementById(id);
    if (!answer.ok || answer.redirected || !question) throw new Error("no such question in the answer");
    document.getElementById(id).replaceWith(question);
    takeOverNumbers(form, page);
    showAskedQuestions(form);
    const next = question.querySelector("[autofocus]") || question;
    next.focus();
  }

  /* What the page remembers between saves, such as the draft's revision, follows along. */
  function takeOverNumbers(form, page) {
    for (const kept of all("input[type=hidden][id]", form)) {
      const renewed = page.getElementById(kept.id);
      if (renewed) kept.value = renewed.value;
    }
  }

  /* Saving in the background. */
  const saving = new WeakSet();
  const leaving = new WeakMap();

  function say(text, tone = "") {
    const line = document.getElementById("autosave-status");
    if (!line) return;
    line.textContent = text;
    line.dataset.tone = tone;
  }

  function statusWords() {
    const line = document.getElementById("autosave-status");
    return line ? line.dataset : {};
  }

  function finishSaving(form) {
    saving.delete(form);
    if (!leaving.has(form)) return;
    const button = leaving.get(form);
    leaving.delete(form);
    form.requestSubmit(button && button.isConnected ? button : undefined);
  }

  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.target;
    if (!form.matches("form[data-autosave]")) return;
    if (form.dataset.sent || form.dataset.changing) {
      event.preventDefault(); // the form is on its way; a save now would make it stale
      return;
    }
    saving.add(form);
    say(statusWords().saving);
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target;
    if (!form.matches("form[data-autosave]")) return;
    const request = event.detail.xhr;
    const line = document.getElementById("autosave-status");
    const told = request.status === 409 || request.status === 422;
    if (event.detail.successful) line?.removeAttribute("data-tone");
    else if (request.getResponseHeader("X-Signed-Out")) say(statusWords().signedOut, "danger");
    else if (told && line) line.dataset.tone = "danger";
    else say(statusWords().failed, "danger");
    // A save that succeeded has exchanged the version by now, so a form that waited may go.
    setTimeout(() => finishSaving(form));
  });

  /* What a person has folded out stays so when the part around it is exchanged. */
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const renewed = all("details", event.detail.fragment);
    all("details", event.detail.target).forEach((before, place) => {
      if (renewed[place]) renewed[place].open = before.open;
    });
  });

  /* One press sends once, and waits for a save that is under way. */
  function onSubmit(event) {
    const form = event.target;
    const button = event.submitter;
    if (button?.formTarget === "_blank") return; // opens beside this page, which stays as it is
    if (saving.has(form) && !form.dataset.sent) {
      event.preventDefault();
      leaving.set(form, button);
      return;
    }
    if (button?.dataset.changesRows) {
      event.preventDefault();
      if (form.dataset.changing) return;
      form.dataset.changing = "1";
      changeRows(button)
        .catch(() => {
          delete button.dataset.changesRows; // the plain way
          form.requestSubmit(button);
        })
        .finally(() => delete form.dataset.changing);
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.dataset.renewToken && !form.dataset.renewed) {
      event.preventDefault();
      renewToken(form).finally(() => {
        form.dataset.renewed = "1";
        form.requestSubmit(button);
      });
      return;
    }
    form.dataset.sent = "1";
    if (form.getAttribute("method") === "post") button?.setAttribute("aria-busy", "true");
    delete form.dataset.unsaved;
  }

  /* After a new sign-in in another tab the old token is not good any more. */
  async function renewToken(form) {
    const answer = await fetch(form.dataset.renewToken);
    if (answer.ok) form.elements.namedItem("csrfmiddlewaretoken").value = await answer.text();
  }

  document.addEventListener("submit", onSubmit);

  window.addEventListener("pageshow", () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
      delete form.dataset.renewed;
    }
    for (const button of all("button[aria-busy]")) button.removeAttribute("aria-busy");
  });

  /* Length of long texts, told when the limit comes near. */
  function tellLength(area) {
    const limit = Number(area.dataset.lengthLimit);
    const length = area.value.trim().length;
    let line = area.parentElement.querySelector(".lv-count-left");
    if (length < limit * 0.8) {
      line?.remove();
      return;
    }
    if (!line) {
      line = document.createElement("p");
      line.className = "lv-count-left";
      area.after(line);
    }
    line.textContent = `${length} / ${limit}`;
    line.toggleAttribute("data-over", length > limit);
  }

  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (event.target.matches("textarea[data-length-limit]")) tellLength(event.target);
    if (form?.matches("[data-confirm-leaving]")) form.dataset.unsaved = "1";
  });

  document.addEventListener("change", (event) => {
    if (event.target.form) showAskedQuestions(event.target.form);
  });

  window.addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-unsaved]")) event.preventDefault();
  });

  /* The menu closes when one turns away from it. */
  function closeMenus(event) {
    for (const menu of all(".lv-person-menu[open]")) {
      if (event.type === "keydown" ? event.key === "Escape" : !menu.contains(event.target)) {
        menu.open = false;
        if (event.type === "keydown") menu.querySelector("summary").focus();
      }
    }
  }
  document.addEventListener("click", closeMenus);
  document.addEventListener("keydown", closeMenus);

  /* Copying a text: the button is there only where the browser can. The text itself can always be marked and copied. */
  async function copyText(button) {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    const words = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), 3000);
  }
  for (const button of all("button[data-copies]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => copyText(button));
  }

  for (const form of document.forms) showAskedQuestions(form);
  document.querySelector("[data-takes-focus]")?.focus();
})();
