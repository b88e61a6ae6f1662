/// Puts events on the live page as they come. Without it the page says so, and how to see what is new.
enum LiveScript {
  static let text = """
    "use strict";
    const list = document.querySelector("[data-live]");
    const state = document.getElementById("live-state");
    const lost = document.getElementById("live-lost");
    const most = 200;
    let missing = 0;
    let doubt = 0;
    const show = (isOn) => {
      state.hidden = false;
      state.textContent = isOn ? state.dataset.on : state.dataset.off;
      state.className = isOn ? "badge on" : "badge off";
    };
    const cell = (row, text, name) => {
      const td = document.createElement("td");
      if (name) td.className = name;
      td.textContent = text;
      row.append(td);
      return td;
    };
    const add = (event) => {
      const row = document.createElement("tr");
      row.className = "fresh";
      cell(row, event.time.slice(11, 19), "time");
      const who = cell(row, "");
      const link = document.createElement("a");
      link.href = event.link;
      link.textContent = event.domain;
      const from = document.createElement("span");
      from.className = "from";
      from.textContent = event.network;
      who.append(link, document.createElement("br"), from);
      cell(row, event.results.join(", "), "wide");
      cell(row, event.troubled, "num");
      cell(row, event.refused, "num");
      const verdict = cell(row, "");
      if (event.verdict) {
        const badge = document.createElement("span");
        badge.className = "badge v-" + event.verdict;
        badge.textContent = event.verdict;
        verdict.append(badge);
      }
      list.prepend(row);
      while (list.rows.length > most) list.deleteRow(-1);
    };
    const listen = () => {
      const source = new EventSource(list.dataset.live);
      source.onopen = () => {
        clearTimeout(doubt);
        doubt = 0;
        show(true);
      };
      source.onerror = () => {
        // An answer ends now and then, and the browser asks for the next by itself.
        if (!doubt) doubt = setTimeout(() => show(false), 5000);
        if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
      };
      source.addEventListener("trouble", (message) => add(JSON.parse(message.data)));
      source.addEventListener("lost", (message) => {
        missing += JSON.parse(message.data).events;
        lost.hidden = false;
        lost.textContent = lost.dataset.text.replace("%", missing);
      });
    };
    if (list && state && lost && window.EventSource) {
      list.closest("[hidden]").hidden = false;
      listen();
    }

    """
}
