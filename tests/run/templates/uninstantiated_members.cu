// run: tolerance=0
// Member templates that nobody instantiates, which call other members of their class without naming an object, as those do that are instantiated.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

struct Property {
  std::string name;
  virtual ~Property() {}
};

class Element {
  std::vector<std::unique_ptr<Property>> properties;
  int counted = 0;
  std::unique_ptr<Property>& find(const std::string& name) {
    for (auto& each : properties)
      if (each->name == name) return each;
    throw name;
  }
  __host__ __device__ int twice(int n) const { return 2 * n; }
  static int three() { return 3; }

 public:
  void add(const char* name) {
    properties.emplace_back(new Property);
    properties.back()->name = name;
  }
  template <class T> T* unused(const std::string& name) {
    std::unique_ptr<Property>& found = find(name);
    Property* raw = find(name).get();
    int n = twice(three());
    if (twice(counted)) n = twice(n);
    return n ? dynamic_cast<T*>(found.get()) : dynamic_cast<T*>(raw);
  }
  template <class T> int unusedResult(int n) const { return twice(n); }
  template <class T> T used(const std::string& name) {
    std::unique_ptr<Property>& found = find(name);
    counted++;
    return T(found->name.size() + twice(three()) + counted);
  }
};

int main() {
  Element element;
  element.add("position");
  element.add("colour");
  printf("%d\n", element.used<int>("colour"));
  printf("%.1f\n", element.used<double>("position"));
}
