;; Takes memory until there is none.
(module
  (memory 1)
  (func (export "discount") (param i32 i32) (result i32)
    (loop $again
      (drop (memory.grow (i32.const 100)))
      (br $again))
    (unreachable)))
