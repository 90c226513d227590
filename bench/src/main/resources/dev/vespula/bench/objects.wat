;; Objects of the garbage collector's proposal, and exceptions.
(module
  (type $node (sub (struct (field $next (ref null $node)) (field $value i32))))
  (type $other (sub final $node (struct (field (ref null $node)) (field i32) (field i64))))
  (type $tree (struct (field $left (ref null $tree)) (field $right (ref null $tree))))
  (type $numbers (array (mut i32)))
  (tag $error (param i32))
  (global $mixed (mut (ref null $node)) (ref.null $node))

  ;; A list of n, dropped at once but for its last node.
  (func (export "structs") (param $n i32) (result i32) (local $list (ref null $node))
    (loop $again
      (local.set $list (struct.new $node (ref.null $node) (local.get $n)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (struct.get $node $value (local.get $list)))

  ;; A full binary tree, and how many nodes it has.
  (func $grow (param $depth i32) (result (ref null $tree))
    (if (result (ref null $tree)) (local.get $depth)
      (then
        (struct.new $tree
          (call $grow (i32.sub (local.get $depth) (i32.const 1)))
          (call $grow (i32.sub (local.get $depth) (i32.const 1)))))
      (else (ref.null $tree))))
  (func $size (param $tree (ref null $tree)) (result i32)
    (if (result i32) (ref.is_null (local.get $tree))
      (then (i32.const 0))
      (else
        (i32.add (i32.const 1)
          (i32.add
            (call $size (struct.get $tree $left (local.get $tree)))
            (call $size (struct.get $tree $right (local.get $tree))))))))
  (func (export "trees") (param $depth i32) (result i32) (call $size (call $grow (local.get $depth))))

  ;; The numbers from 0 to n - 1 in an array, and their sum.
  (func (export "arrays") (param $n i32) (result i32)
    (local $all (ref $numbers)) (local $i i32) (local $sum i32)
    (local.set $all (array.new $numbers (i32.const 0) (local.get $n)))
    (loop $again
      (array.set $numbers (local.get $all) (local.get $i) (local.get $i))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    (local.set $i (i32.const 0))
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (array.get $numbers (local.get $all) (local.get $i))))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
    local.get $sum)

  ;; How many of n objects of two types are of the second: n / 2.
  (func (export "casts") (param $n i32) (result i32)
    (local $one (ref null $node)) (local $two (ref null $node)) (local $swap (ref null $node)) (local $sum i32)
    (local.set $one (struct.new $node (ref.null $node) (i32.const 1)))
    (local.set $two (struct.new $other (ref.null $node) (i32.const 1) (i64.const 2)))
    (loop $again
      (local.set $swap (local.get $one))
      (local.set $one (local.get $two))
      (local.set $two (local.get $swap))
      (local.set $sum (i32.add (local.get $sum) (ref.test (ref $other) (local.get $one))))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    local.get $sum)

  (func $fail (param $value i32) (throw $error (local.get $value)))

  ;; Thrown and caught in one function, n times.
  (func (export "throwsHere") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum)
        (block $caught (result i32)
          (try_table (catch $error $caught) (throw $error (i32.const 2)))
          unreachable)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    local.get $sum)

  ;; Thrown by a function that is called.
  (func (export "throwsBelow") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum)
        (block $caught (result i32)
          (try_table (catch $error $caught) (call $fail (i32.const 2)))
          unreachable)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    local.get $sum)

  (func $descend (param $depth i32)
    (if (local.get $depth)
      (then (call $descend (i32.sub (local.get $depth) (i32.const 1))))
      (else (throw $error (i32.const 2)))))

  ;; Thrown through ten frames that do not catch it.
  (func (export "throwsDeep") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum)
        (block $caught (result i32)
          (try_table (catch $error $caught) (call $descend (i32.const 9)))
          unreachable)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    local.get $sum))
