;; Wants something of its host that no rule is given.
(module
  (import "shop" "password" (func (result i32)))
  (func (export "discount") (param i32 i32) (result i32) (call 0)))
