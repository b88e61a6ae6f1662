/// Puts events on the live page as they come. Without it the page is loaded again now and then.
enum LiveScript {
  static let text = """
    "use strict";
    const list = document.querySelector("[data-live]");
    const state = document.getElementById("live-state");
    const most = 200;
    const cell = (row, text, name) => {
      const td = document.createElement("td");
      if (name) td.className = name;
      td.textContent = text;
      row.append(td);
      return td;
    };
    if (list && window.EventSource) {
      const refresh = document.querySelector("meta[http-equiv=refresh]");
      if (refresh) refresh.remove();
      const source = new EventSource(list.dataset.live);
      source.onopen = () => { state.textContent = state.dataset.on; state.className = "badge on"; };
      source.onerror = () => { state.textContent = state.dataset.off; state.className = "badge off"; };
      source.addEventListener("trouble", (message) => {
        const event = JSON.parse(message.data);
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
      });
    }

    """
}
