#pragma once
#include <string>
namespace shapes {
class Shape {
 public:
  explicit Shape(std::string n);
  virtual ~Shape();
  virtual double area() const = 0;
  const std::string &name() const { return text; }
  static int alive();
 protected:
  void rename(const char *to);
 private:
  std::string text;
  static int count;
};
class Square final : public Shape {
  double side;
 public:
  explicit Square(double s);
  double area() const override;
};
Shape *make_circle(double r);
struct Error { int code = 9; virtual ~Error() {} virtual const char *what() const; };
struct SizeError : Error { double size; const char *what() const override; };
}
