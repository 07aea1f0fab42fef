#include "forever.h"
