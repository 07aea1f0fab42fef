/** Rewrites all source positions of a module, in place: what object files need, whose positions must not depend on the session that wrote them. */
import type { Loc } from '../source/loc.js';
import type { InlineSite, Module } from './ir.js';
import { forEachInst } from './walk.js';

/** Replaces each position but "nowhere" by `map` of it. */
export function mapPositions(module: Module, map: (loc: Loc) => Loc): void {
  const mapped = (loc: Loc): Loc => (loc === 0 ? 0 : map(loc));
  const sites = new Map<InlineSite, InlineSite>();
  const mapSite = (site: InlineSite): InlineSite => {
    let known = sites.get(site);
    if (known === undefined) {
      known = { ...site, loc: mapped(site.loc), outer: site.outer && mapSite(site.outer) };
      sites.set(site, known);
    }
    return known;
  };
  for (const global of module.globals.values()) global.loc = mapped(global.loc);
  for (const fn of module.functions.values()) {
    fn.loc = mapped(fn.loc);
    if (fn.body === undefined) continue;
    forEachInst(fn.body, (inst) => {
      inst.loc = mapped(inst.loc);
      if (inst.inlinedAt !== undefined) inst.inlinedAt = mapSite(inst.inlinedAt);
    });
  }
}
