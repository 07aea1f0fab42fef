/** The page's elements by id, and its tabs: one panel is shown, arrow keys go from tab to tab. */

export function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

export type View = 'console' | 'files' | 'profile' | 'generated';

const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];

export function showView(view: View): void {
  for (const tab of tabs) {
    const isShown = tab.id === `tab-${view}`;
    tab.setAttribute('aria-selected', String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
    element(tab.getAttribute('aria-controls')!).hidden = !isShown;
  }
}

export function onViewChosen(chosen: (view: View) => void): void {
  tabs.forEach((tab, i) => {
    tab.addEventListener('click', () => chosen(tab.id.slice('tab-'.length) as View));
    tab.addEventListener('keydown', ({ key }) => {
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? tabs.length - 1 : 0;
      if (step === 0) return;
      const next = tabs[(i + step) % tabs.length];
      next.focus();
      next.click();
    });
  });
}
