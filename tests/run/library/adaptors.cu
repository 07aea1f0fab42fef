// run: tolerance=0
// Stacks, queues and priority queues; heaps; iterator adaptors.
#include <algorithm>
#include <functional>
#include <iostream>
#include <iterator>
#include <queue>
#include <sstream>
#include <stack>
#include <string>
#include <vector>

int main() {
  std::stack<int> s;
  std::queue<std::string> q;
  for (int i = 0; i < 5; i++) {
    s.push(i * i);
    q.push(std::string(i + 1, (char)('a' + i)));
  }
  while (!s.empty()) {
    std::cout << s.top() << ' ';
    s.pop();
  }
  std::cout << q.front() << ' ' << q.back() << ' ' << q.size() << '\n';
  std::priority_queue<int> most;
  std::priority_queue<int, std::vector<int>, std::greater<int>> least;
  for (int i = 0; i < 30; i++) {
    most.push(i * 17 % 31);
    least.push(i * 17 % 31);
  }
  for (int i = 0; i < 5; i++) {
    std::cout << most.top() << '/' << least.top() << ' ';
    most.pop();
    least.pop();
  }
  std::cout << most.size() << '\n';
  auto cost = [](const std::pair<int, char>& a, const std::pair<int, char>& b) { return a.first > b.first; };
  std::priority_queue<std::pair<int, char>, std::vector<std::pair<int, char>>, decltype(cost)> tasks(cost);
  tasks.emplace(3, 'c');
  tasks.emplace(1, 'a');
  tasks.emplace(2, 'b');
  std::cout << tasks.top().second << '\n';
  std::vector<int> h = {3, 1, 4, 1, 5, 9, 2, 6};
  std::make_heap(h.begin(), h.end());
  std::cout << h.front() << std::is_heap(h.begin(), h.end());
  h.push_back(7);
  std::push_heap(h.begin(), h.end());
  std::pop_heap(h.begin(), h.end());
  std::cout << h.back() << h.front();
  h.pop_back();
  std::sort_heap(h.begin(), h.end());
  std::cout << ':';
  std::copy(h.begin(), h.end(), std::ostream_iterator<int>(std::cout, " "));
  std::cout << '\n';
  std::istringstream in("4 8 15 16 23 42");
  std::vector<int> read{std::istream_iterator<int>(in), std::istream_iterator<int>()};
  std::copy(read.rbegin(), read.rend(), std::ostream_iterator<int>(std::cout, ","));
  std::vector<int> front;
  std::copy(read.begin(), read.end(), std::inserter(front, front.begin()));
  std::cout << ' ' << front.size() << ' ' << *std::next(front.begin(), 2) << ' ' << *std::make_reverse_iterator(front.end()) << '\n';
  std::vector<std::string> words = {"move", "me"}, moved(std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
  std::cout << moved[0] << moved[1] << words[0].size() << '\n';
}
