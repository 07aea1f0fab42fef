// run: tolerance=0
// Nested and local classes: access to the enclosing class, definition out of class, local classes with members and statics of the function, unnamed classes.
#include <stdio.h>

class List {
  struct Node;
  Node* head_ = nullptr;
  static int secret_;
 public:
  class Iterator;
  enum Order { ascending, descending };
  void push(int v);
  Iterator begin() const;
  Iterator end() const;
  ~List();
  struct Stats { int n; int peek() const { return secret_ + n; } };
};
struct List::Node { int value; Node* next; };
class List::Iterator {
  Node* at_;
 public:
  explicit Iterator(Node* n) : at_(n) {}
  int operator*() const { return at_->value; }
  Iterator& operator++() { at_ = at_->next; return *this; }
  bool operator!=(const Iterator& o) const { return at_ != o.at_; }
};
int List::secret_ = 40;
void List::push(int v) { head_ = new Node{v, head_}; }
List::Iterator List::begin() const { return Iterator(head_); }
List::Iterator List::end() const { return Iterator(nullptr); }
List::~List() { while (head_) { Node* n = head_->next; delete head_; head_ = n; } }

template <class T> struct Outer { template <class U> struct Inner { T t; U u; int size() const { return int(sizeof(T) + sizeof(U)); } }; struct Plain { T v; T twice() const; }; };
template <class T> T Outer<T>::Plain::twice() const { return v + v; }

static int sorted(int* v, int n, List::Order order) {
  static int calls = 0;
  struct Less { List::Order order; bool operator()(int a, int b) const { ++calls; return order == List::ascending ? a < b : b < a; } };
  Less less{order};
  for (int i = 1; i < n; i++) for (int j = i; j > 0 && less(v[j], v[j - 1]); j--) { int t = v[j]; v[j] = v[j - 1]; v[j - 1] = t; }
  return calls;
}

static struct { int x, y; } origin = {3, 4};
typedef struct { int id; int twice() const { return 2 * id; } } Record;

int main() {
  List list; list.push(1); list.push(2); list.push(3);
  for (int v : list) printf("%d ", v);
  printf("%d\n", List::Stats{2}.peek());
  Outer<int>::Inner<char> inner{1, 'c'}; Outer<double>::Plain plain{1.25}; printf("%d %.2f\n", inner.size(), plain.twice());
  int v[5] = {3, 1, 2, 5, 4}; int calls = sorted(v, 5, List::descending); printf("%d %d %d %d\n", v[0], v[2], v[4], calls);
  Record r{21}; printf("%d %d %d\n", origin.x, origin.y, r.twice());
  struct Local { int a = 5; struct Deep { int b = 6; }; Deep d; int sum() const { return a + d.b; } } local;
  printf("%d\n", local.sum());
  enum { red = 3, green } colour = green; printf("%d %d\n", colour, red);
  union { int i; unsigned char b[4]; }; i = 0x04030201; printf("%d %d\n", b[0], b[3]);
}
