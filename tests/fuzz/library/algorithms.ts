/** <algorithm> and <numeric> on sequences with ties: which of equal elements comes first is the library's choice. */
import type { Random } from '../random.js';
import type { Area } from './case.js';

const preamble = `#include <algorithm>
#include <numeric>
#include <vector>
#include <list>
#include <deque>
#include <queue>
#include <functional>
#include <random>
#include <string>
#include <stdlib.h>
struct E { int key, id; };
static bool operator<(const E &a, const E &b) { return a.key < b.key; }
static bool operator==(const E &a, const E &b) { return a.key == b.key; }
static unsigned long calls;
struct Less { bool operator()(const E &a, const E &b) const { calls++; return a.key < b.key; } };
template <class C> static void dump(const C &c) { std::string s; for (const E &e : c) { s += ' '; s += std::to_string(e.key); s += ':'; s += std::to_string(e.id); } show("%lu%s", calls, s.c_str()); calls = 0; }
static std::vector<E> make(int n, int keys, unsigned seed, int shape) {
  std::vector<E> v;
  for (int i = 0; i < n; i++) {
    seed = seed * 1664525u + 1013904223u;
    int k = (int)((seed >> 8) % (unsigned)keys);
    if (shape == 1) k = i * keys / n; else if (shape == 2) k = (n - i) * keys / n; else if (shape == 3) k = i < n / 2 ? i % keys : (n - i) % keys; else if (shape == 4) k = i % 2;
    v.push_back(E{k, i});
  }
  return v;
}
static int compare(const void *a, const void *b) { return ((const E *)a)->key - ((const E *)b)->key; }
`;

function statement(random: Random): string {
  const n = random.pick([0, 1, 2, 3, 5, 10, 16, 17, 33, 50, 100]);
  const half = random.below(n + 1);
  const make = `auto v = make(${n}, ${random.pick([1, 2, 3, 5, 10, 1000])}, ${random.below(1 << 30)}u, ${random.below(5)});`;
  const all = 'v.begin(), v.end()';
  const less = random.pick(['', ', Less()', ', [](const E &a, const E &b) { calls++; return a.key > b.key; }']);
  const even = '[](const E &e) { calls++; return e.key % 2 == 0; }';
  const engine = random.pick(['std::mt19937', 'std::mt19937_64', 'std::minstd_rand', 'std::default_random_engine']);
  const body = random.pick([
    `std::sort(${all}${less});`,
    `std::sort(${all}${less});`,
    `std::stable_sort(${all}${less});`,
    `std::nth_element(v.begin(), v.begin() + ${half}, v.end()${less});`,
    `std::partial_sort(v.begin(), v.begin() + ${half}, v.end()${less});`,
    `std::vector<E> w(${half}); std::partial_sort_copy(${all}, w.begin(), w.end()${less}); dump(w);`,
    `std::make_heap(${all}${less}); dump(v); for (int i = 0; i < 3 && v.end() - v.begin() > i; i++) std::pop_heap(v.begin(), v.end() - i${less});`,
    `std::make_heap(${all}${less}); v.push_back(E{3, 999}); std::push_heap(${all}${less}); dump(v); std::sort_heap(${all}${less});`,
    `std::partition(${all}, ${even});`,
    `std::stable_partition(${all}, ${even});`,
    `auto m = v.begin() + ${half}; std::stable_sort(v.begin(), m); std::stable_sort(m, v.end()); std::inplace_merge(v.begin(), m, v.end());`,
    `auto m = v.begin() + ${half}; std::sort(v.begin(), m); std::sort(m, v.end()); std::vector<E> w; std::${random.pick(['merge', 'set_union', 'set_intersection', 'set_difference', 'set_symmetric_difference'])}(v.begin(), m, m, v.end(), std::back_inserter(w)); dump(w);`,
    `std::rotate(v.begin(), v.begin() + ${half}, v.end());`,
    `std::reverse(v.begin() + ${half}, v.end());`,
    `v.erase(std::unique(${all}), v.end());`,
    `v.erase(std::remove_if(${all}, ${even}), v.end());`,
    `if (!v.empty()) { auto p = std::minmax_element(${all}); show("%d %d %d %d", p.first->id, p.second->id, std::min_element(${all})->id, std::max_element(${all})->id); }`,
    `std::sort(${all}); auto r = std::equal_range(${all}, E{2, 0}); show("%d %d %d", (int)(r.first - v.begin()), (int)(r.second - v.begin()), (int)std::binary_search(${all}, E{1, 0}));`,
    `${engine} g(${random.below(100000)}); std::shuffle(${all}, g); show("%llu", (unsigned long long)g());`,
    `${engine} g(${random.below(100000)}); std::vector<E> w; std::sample(${all}, std::back_inserter(w), ${random.between(0, 12)}, g); dump(w);`,
    'for (int i = 0; i < 3; i++) show("%d", (int)std::next_permutation(v.begin(), v.begin() + std::min<size_t>(v.size(), 6)));',
    'for (int i = 0; i < 3; i++) show("%d", (int)std::prev_permutation(v.begin(), v.begin() + std::min<size_t>(v.size(), 6)));',
    `std::list<E> l(${all}); l.sort(${less.slice(2)}); dump(l); l.unique(); dump(l); l.reverse(); std::list<E> k(${all}); k.sort(); l.sort(); l.merge(k); dump(l);`,
    `std::deque<E> d(${all}); std::sort(d.begin(), d.end()); dump(d);`,
    `std::priority_queue<E, std::vector<E>, Less> q; for (auto &e : v) q.push(e); std::vector<E> w; while (!q.empty()) { w.push_back(q.top()); q.pop(); } dump(w);`,
    'if (!v.empty()) qsort(v.data(), v.size(), sizeof(E), compare);',
    `show("%d %d", (int)(std::is_sorted_until(${all}) - v.begin()), (int)(std::adjacent_find(${all}) - v.begin()));`,
    `std::vector<E> w(v.rbegin(), v.rend()); show("%d %d", (int)std::lexicographical_compare(${all}, w.begin(), w.end()), (int)std::is_permutation(${all}, w.begin()));`,
    `std::vector<double> d; for (auto &e : v) d.push_back(e.key * 0.1); show("%a %a %a", std::accumulate(d.begin(), d.end(), 0.0), std::reduce(d.begin(), d.end(), 0.0), std::inner_product(d.begin(), d.end(), d.begin(), 1.0)); std::partial_sum(d.begin(), d.end(), d.begin()); show("%a", d.empty() ? 0 : d.back()); std::adjacent_difference(d.begin(), d.end(), d.begin()); show("%a", d.empty() ? 0 : d.back());`,
    `auto w = v; std::swap_ranges(v.begin(), v.begin() + ${half >> 1}, w.rbegin()); std::copy_backward(w.begin(), w.begin() + ${half}, v.end()); std::rotate_copy(w.begin(), w.begin() + ${half}, w.end(), v.begin());`,
    `show("%d %d", (int)(std::search_n(${all}, 2, E{1, 0}) - v.begin()), (int)std::count_if(${all}, ${even})); std::replace_if(${all}, ${even}, E{7, 7}); std::generate(v.begin() + ${half}, v.end(), [n = 0]() mutable { n += 3; return E{n, n}; });`,
  ]);
  return `${make} ${body} dump(v);`;
}

export const algorithms: Area = { preamble, statement };
