/// The script of pages. Without it everything can be read and selected; with it a record can be copied by a button.
enum PageScript {
  static let text = """
    "use strict";
    for (const button of document.querySelectorAll("button[data-copy]")) {
      const source = document.getElementById(button.dataset.copy);
      const label = button.textContent;
      if (!source) continue;
      const told = document.createElement("span");
      told.className = "told";
      told.setAttribute("role", "status");
      button.after(told);
      button.hidden = false;
      button.addEventListener("click", async () => {
        try {
          await navigator.clipboard.writeText(source.textContent.trim());
        } catch {
          const range = document.createRange();
          range.selectNodeContents(source);
          const selection = getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
          if (!document.execCommand("copy")) return;
        }
        button.textContent = told.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = label; told.textContent = ""; }, 2000);
      });
    }

    """
}
