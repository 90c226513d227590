(component
  (core module $m
    (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (local.get 0))))
  (core instance $i (instantiate $m))
  (func (export "doubled") (param "x" s32) (result s32) (canon lift (core func $i "f"))))
