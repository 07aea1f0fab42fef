/** Iteration orders of the hash containers, growth of vectors and strings, and what operations on containers return. */
import type { Random } from '../random.js';
import type { Area } from './case.js';
import { quoted, times, word } from './case.js';

const preamble = `#include <unordered_map>
#include <unordered_set>
#include <map>
#include <set>
#include <vector>
#include <deque>
#include <list>
#include <forward_list>
#include <string>
#include <bitset>
#include <array>
#include <algorithm>
#include <stdint.h>
static std::string text(int v) { return std::to_string(v); }
static std::string text(long v) { return std::to_string(v); }
static std::string text(unsigned long v) { return std::to_string(v); }
static std::string text(double v) { return std::to_string(v); }
static std::string text(char v) { return std::to_string((int)v); }
static std::string text(const std::string &v) { return v; }
template <class A, class B> static std::string text(const std::pair<A, B> &p) { return text(p.first) + "=" + text(p.second); }
template <class C> static void dump(const C &c) { std::string s; for (const auto &e : c) { s += ' '; s += text(e); } show("%zu%s", (size_t)std::distance(c.begin(), c.end()), s.c_str()); }
template <class C> static void buckets(const C &c) { show("%zu %zu %a %a", c.size(), c.bucket_count(), (double)c.load_factor(), (double)c.max_load_factor()); dump(c); }
struct Mix { size_t operator()(const std::pair<int, int> &p) const { return std::hash<int>()(p.first) * 31u + std::hash<int>()(p.second); } size_t operator()(int v) const { return (size_t)(v % 7); } };
static std::string text(const std::pair<int, int> &p) { return text(p.first) + "," + text(p.second); }
static std::string text(const std::pair<const std::pair<int, int>, int> &p) { return text(p.first) + "=" + text(p.second); }
`;

function hashed(random: Random): string {
  const [type, key] = random.pick<readonly [string, () => string]>([
    ['int', () => String(random.between(-40, 200))],
    ['int', () => String(random.below(1 << 30))],
    ['long', () => `${random.between(-100, 100)}L`],
    ['unsigned long', () => `${random.below(1 << 30)}ul * ${random.below(1 << 30)}ul`],
    ['double', () => random.pick(['0.0', '-0.0', `${random.below(50)}.5`, `${random.below(20)}.0`])],
    ['std::string', () => quoted(word(random, random.pick([3, 12, 40])))],
    ['char', () => `'${word(random, 1)}'`],
    ['std::pair<int, int>', () => `{${random.below(20)}, ${random.below(20)}}`],
  ]);
  const hash = type.includes('pair') || (type === 'int' && random.oneIn(4)) ? ', Mix' : '';
  const map = random.oneIn(2);
  const multi = random.oneIn(4) ? 'multi' : '';
  const value = (): string => (map ? `{${key()}, ${random.below(100)}}` : key());
  const whole = (text: string): string => (text.startsWith('{') ? type + text : text);
  const keys = times(random.between(1, 12), key);
  const steps = times(random.between(1, 12), () =>
    random.pick([
      () => `m.insert(${value()});`,
      () => `m.insert(${value()});`,
      () => `for (int i = 0; i < ${random.between(1, 60)}; i++) m.insert(${map ? '{' : ''}${type === 'std::string' ? `"k" + std::to_string(i * ${random.between(1, 9)})` : type.includes('pair') ? `std::pair<int, int>(i % 7, i * ${random.between(1, 9)})` : `(${type})(i * ${random.between(1, 900)})`}${map ? ', i}' : ''});`,
      () => `show("%zu", m.erase(${random.pick(keys)}));`,
      () => `m.rehash(${random.below(300)});`,
      () => `m.reserve(${random.below(300)});`,
      () => `m.max_load_factor(${random.pick(['0.5f', '2.0f', '1.0f', '4.5f'])});`,
      () => 'if (!m.empty()) m.erase(m.begin());',
      () => 'if (m.size() > 2) { auto it = m.begin(); ++it; it = m.erase(it); dump(std::vector<int>{(int)std::distance(it, m.end())}); }',
      () => `show("%zu %d", m.count(${random.pick(keys)}), m.find(${random.pick(keys)}) == m.end());`,
      () => 'auto c = m; buckets(c); m = c;',
      () => 'm.clear();',
      () => `decltype(m) c{${times(3, value).join(', ')}}; m.insert(c.begin(), c.end()); m.merge(c); dump(c);`,
      () => `for (auto it = m.begin(); it != m.end();) if (text(*it).size() % 2) it = m.erase(it); else ++it;`,
      () => (map && multi === '' ? `m[${random.pick(keys)}] += ${random.below(9)};` : `m.emplace(${map ? `${whole(key())}, 3` : whole(key())});`),
      () => `show("%zu", m.bucket(${random.pick(keys)}) < m.bucket_count() ? m.bucket(${random.pick(keys)}) : 0);`,
    ])(),
  );
  const init = random.pick(['', `(${random.below(100)})`, `{${times(random.between(1, 6), value).join(', ')}}`]);
  return `std::unordered_${multi}${map ? 'map' : 'set'}<${type}${map ? ', int' : ''}${hash}> m${init}; ${steps.map((step) => `{ ${step} }`).join(' ')} buckets(m);`;
}

function ordered(random: Random): string {
  const map = random.oneIn(2);
  const multi = random.oneIn(3) ? 'multi' : '';
  const key = (): string => String(random.below(30));
  const value = (): string => (map ? `{${key()}, ${random.below(100)}}` : key());
  const steps = times(random.between(2, 10), () =>
    random.pick([
      () => `m.insert(${value()});`,
      () => `m.emplace_hint(m.${random.pick(['begin', 'end'])}(), ${map ? `${key()}, 1` : key()});`,
      () => `show("%zu", m.erase(${key()}));`,
      () => `show("%d %d", (int)std::distance(m.begin(), m.lower_bound(${key()})), (int)std::distance(m.begin(), m.upper_bound(${key()})));`,
      () => `for (int i = 0; i < 20; i++) m.insert(${map ? '{' : ''}(i * 7) % 30${map ? ', i}' : ''});`,
      () => `auto r = m.equal_range(${key()}); m.erase(r.first, r.second);`,
      () => `auto n = m.extract(${key()}); show("%d", (int)n.empty()); if (!n.empty()) m.insert(std::move(n));`,
      () => `decltype(m) c{${times(4, value).join(', ')}}; m.merge(c); dump(c); show("%d %d", (int)(m == c), (int)(m < c));`,
      () => 'std::string s; for (auto it = m.rbegin(); it != m.rend(); ++it) s += text(*it); show("%s", s.c_str());',
    ])(),
  );
  return `std::${multi}${map ? 'map' : 'set'}<int${map ? ', int' : ''}> m; ${steps.map((step) => `{ ${step} }`).join(' ')} dump(m);`;
}

function sequence(random: Random): string {
  const kind = random.pick(['vector', 'vector', 'deque', 'list']);
  const reserve = kind === 'vector';
  const at = (): string => `std::next(v.begin(), ${random.below(9)} % (int)(v.size() + 1))`;
  const steps = times(random.between(2, 12), () =>
    random.pick([
      () => `v.push_back(${random.below(100)});`,
      () => `v.insert(${at()}, ${random.below(100)});`,
      () => `v.insert(${at()}, ${random.below(12)}, ${random.below(100)});`,
      () => `v.insert(${at()}, {1, 2, 3});`,
      () => `v.resize(${random.below(40)}, 5);`,
      () => `v.assign(${random.below(20)}, 8);`,
      () => 'if (!v.empty()) v.pop_back();',
      () => 'if (!v.empty()) v.erase(v.begin());',
      () => 'if (v.size() > 3) v.erase(std::next(v.begin()), std::next(v.begin(), 3));',
      () => (reserve ? `v.reserve(${random.below(80)});` : `v.push_front(${random.below(50)});`),
      () => (reserve ? 'v.shrink_to_fit();' : 'v.emplace_front(4);'),
      () => 'auto c = v; c.push_back(1); show("%d", (int)(c < v)); v.swap(c);',
      () => `for (int i = 0; i < ${random.below(30)}; i++) v.emplace_back(i);`,
      () => (kind === 'list' ? 'v.splice(v.begin(), std::list<int>{9, 9, 9});' : `try { show("%d", v.at(${random.below(30)})); } catch (const std::exception &e) { show("%s", e.what()); }`),
    ])(),
  );
  return `std::${kind}<int> v; ${steps.map((step) => `{ ${step} }${reserve ? ' show("%zu", v.capacity());' : ''}`).join(' ')} dump(v);`;
}

function bits(random: Random): string {
  const n = random.pick([1, 8, 31, 32, 33, 64, 65, 100]);
  return `std::bitset<${n}> b(${random.below(1 << 30)}ull * ${random.below(1 << 30)}ull), c(std::string("${times(random.between(1, n), () => random.below(2)).join('')}")); show("%s %s %s %s %zu %d", (b & c).to_string().c_str(), (b << ${random.below(n + 3)}).to_string().c_str(), (~b ^ c).to_string().c_str(), (b >> ${random.below(n + 3)}).to_string().c_str(), b.count(), (int)b.any()); show("%zu", std::hash<std::bitset<${n}>>()(b) * 0);`;
}

export const containers: Area = {
  preamble,
  statement: (random) => random.pick([hashed, hashed, hashed, ordered, sequence, bits])(random),
};
