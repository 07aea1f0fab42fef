(module
  (func (param i32 i32 i32) (result f32) ;; float dot(const float *, const float *, int)
    (local f32 i32 f32)
    i32.const 0
    f32.const 0
    local.set 5
    local.set 4
    block (result f32)
      loop (result f32)
        local.get 4
        local.get 2
        i32.lt_s
        i32.eqz
        if
          local.get 5
          br 2
        end
        local.get 4
        i32.const 1
        i32.add
        local.get 5
        local.get 0
        local.get 4
        i32.const 2
        i32.shl
        i32.add
        f32.load
        local.get 1
        local.get 4
        i32.const 2
        i32.shl
        i32.add
        f32.load
        f32.mul
        f32.add
        local.set 5
        local.set 4
        br 0
      end
    end
  )
)
