(component
  (core module $m
    (func (export "twice") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2))))
  (core instance $i (instantiate $m))
  (func (export "twice") (param "x" u32) (result u32) (canon lift (core func $i "twice"))))
