// smart pointers, tuple, array, string.
#include <memory>
#include <tuple>
#include <array>
#include <string>
#include <limits>
#include <utility>
#include <stdexcept>
#include <iterator>
struct B{
  virtual ~B(){
  }
  int x=1;
};
struct D:B{
  std::string s="d";
};
struct W: std::enable_shared_from_this<W>{
  int v=3;
};
int main(){
  auto u=std::make_unique<D>();
  std::unique_ptr<B> b=std::move(u);
  std::unique_ptr<int[]> ia(new int[3]{1,2,3});
  auto s=std::make_shared<D>();
  std::shared_ptr<B> sb=s;
  std::weak_ptr<B> w=sb;
  auto dd=std::dynamic_pointer_cast<D>(sb);
  auto sh=std::make_shared<W>();
  auto sh2=sh->shared_from_this();
  auto t=std::make_tuple(1,2.5,std::string("x"));
  auto [a,c,d]=t;
  auto tt=std::tuple_cat(t,std::make_pair(3,'c'), std::array<int,2>{1,2});
  std::tie(a,c,d)=t;
  bool q = t<t;
  std::pair<int,std::string> p(std::piecewise_construct, std::forward_as_tuple(1), std::forward_as_tuple(3,'x'));
  printf("%d %d %ld %d %s %d %zu\n", b->x, ia[1], sh2.use_count(), std::get<4>(tt), p.second.c_str(), std::apply([](int x,double y, std::string z){return int(x+y+z.size());}, t), sizeof(t));
  std::array arr{3,1,2};
  printf("%zu %d\n", arr.size(), arr.at(1));
  std::string z = "abc";
  z += std::to_string(3.5)+"q";
  z.insert(1, "zz");
  printf("%s %zu %zu\n", z.c_str(), z.find("3."), sizeof(z));
  try {
    z.at(100);
  } catch (std::out_of_range& e) {
    puts(e.what());
  }
  try {
    std::stoi("x");
  } catch (std::exception& e) {
    puts(e.what());
  }
}
