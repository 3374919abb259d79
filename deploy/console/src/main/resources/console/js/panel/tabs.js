// Tabs as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ has them: arrow keys move between them.

export function createTabs(tablist) {
  const tabs = [...tablist.querySelectorAll('[role="tab"]')];

  function choose(chosen) {
    for (const tab of tabs) {
      const selected = tab === chosen;
      tab.setAttribute("aria-selected", String(selected));
      tab.tabIndex = selected ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !selected;
    }
  }

  tablist.addEventListener("click", ({ target }) => tabs.includes(target) && choose(target));
  tablist.addEventListener("keydown", ({ key, target }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step && tabs.includes(target)) {
      const next = tabs[(tabs.indexOf(target) + step + tabs.length) % tabs.length];
      choose(next);
      next.focus();
    }
  });
}
