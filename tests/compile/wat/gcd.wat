(module
  (func (param i32 i32) (result i32) ;; int gcd(int, int)
    (local i32)
    local.get 1
    local.get 0
    local.set 1
    local.set 0
    block (result i32)
      loop (result i32)
        local.get 0
        i32.eqz
        if
          local.get 1
          br 2
        end
        local.get 1
        local.get 0
        i32.rem_s
        local.get 0
        local.set 1
        local.set 0
        br 0
      end
    end
  )
)
