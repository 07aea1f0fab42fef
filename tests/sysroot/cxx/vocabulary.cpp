// optional, variant, any, function, bind.
#include <optional>
#include <variant>
#include <any>
#include <functional>
#include <string>
#include <cstdio>
struct V {
  int m(int x) const {
    return x+1;
  }
  int d=4;
};
int add(int a,int b,int c){
  return a*100+b*10+c;
}
int main(){
  std::optional<std::string> o;
  o="x";
  o.emplace("yy");
  auto p=o;
  std::optional<int> i=3;
  if(i==3 && o!=std::nullopt) printf("%s %d %d\n", o->c_str(), *i, i.value_or(2));
  std::variant<int,std::string,double> v;
  v="abc";
  v=2.5;
  auto w=v;
  std::visit([](auto&x){ printf("%zu\n", sizeof(x)); }, v);
  v=std::string("q");
  std::visit([](auto&x, auto& y){ printf("%zu %zu\n", sizeof(x), sizeof(y)); }, v, w);
  printf("%zu %s\n", v.index(), std::get<std::string>(v).c_str());
  try {
    std::get<0>(v);
  } catch(std::exception&e){
    puts(e.what());
  }
  std::any a=3;
  a=std::string("hi");
  printf("%s\n", std::any_cast<std::string&>(a).c_str());
  try{
    std::any_cast<int>(a);
  }catch(std::bad_any_cast&e){
    puts(e.what());
  }
  std::function<int(int)> f=[&](int x){
    return x+*i;
  };
  auto g=f;
  printf("%d %d\n", f(1), g(2));
  f=nullptr;
  try{
    f(1);
  }catch(std::exception&e){
    puts(e.what());
  }
  V vv;
  std::function<int(const V&,int)> h=&V::m;
  std::function<int(const V&)> hd=&V::d;
  printf("%d %d\n", h(vv,3), hd(vv));
  using namespace std::placeholders;
  auto b=std::bind(add,_2,_1,7);
  printf("%d\n", b(1,2));
  auto b2=std::bind(&V::m,&vv,_1);
  printf("%d\n", b2(8));
  std::function q=[](double d){
    return int(d);
  };
  printf("%d %zu %zu\n", q(2.5), sizeof(q), std::hash<std::string>()("hello"));
  auto mf=std::mem_fn(&V::m);
  printf("%d %d\n", mf(vv,1), mf(&vv,1));
  printf("%d\n", std::not_fn([](int x){return x>2;})(1));
  printf("%zu %zu\n",sizeof(std::optional<int>), sizeof(std::variant<int,double>));
}
