// run: tolerance=0
// <bits/stdc++.h>, and what comes behind it.
#include <bits/stdc++.h>
#include <cuchar>
#include <codecvt>
#include <scoped_allocator>
#include <stack>
#include <valarray>
using namespace std;

static string none(bool is) {
  if (is) return "some";
  try {
    return 0;
  } catch (const logic_error& e) {
    return e.what();
  }
}

int main() {
  stack<int> a, b;
  a.push(1);
  b.push(2);
  queue<string> q;
  q.push("x");
  priority_queue<int> p;
  p.push(3);
  p.push(9);
  regex word("[a-z]+");
  smatch m;
  string text = "12 ab 3";
  regex_search(text, m, word);
  __uint16_t narrow = 70000 & 0xffff;
  cout << (a < b) << (a == b) << ' ' << q.front() << p.top() << ' ' << m[0] << (m[0] == "ab") << ' ' << narrow << ' ' << none(true) << ", " << none(false) << '\n';
}
