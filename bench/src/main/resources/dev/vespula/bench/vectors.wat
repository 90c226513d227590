;; The same loops with and without vectors, over 64 KiB of memory.
(module
  (memory 1)

  (func (export "fill") (local $at i32)
    (loop $again
      (f32.store (local.get $at) (f32.const 0.5))
      (br_if $again (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 65536)))))

  ;; The sum of squares of 16,384 floats.
  (func (export "floats") (result f32) (local $at i32) (local $sum f32) (local $x f32)
    (loop $again
      (local.set $x (f32.load (local.get $at)))
      (local.set $sum (f32.add (local.get $sum) (f32.mul (local.get $x) (local.get $x))))
      (br_if $again (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 65536))))
    local.get $sum)
  (func (export "floatVectors") (result f32) (local $at i32) (local $sum v128) (local $x v128)
    (loop $again
      (local.set $x (v128.load (local.get $at)))
      (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul (local.get $x) (local.get $x))))
      (br_if $again (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (i32.const 65536))))
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
      (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))

  ;; All words xor-ed and added up.
  (func (export "integers") (result i32) (local $at i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (i32.xor (i32.load (local.get $at)) (i32.const 0x3f000001))))
      (br_if $again (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 4))) (i32.const 65536))))
    local.get $sum)
  (func (export "integerVectors") (result i32) (local $at i32) (local $sum v128)
    (loop $again
      (local.set $sum (i32x4.add (local.get $sum)
        (v128.xor (v128.load (local.get $at)) (v128.const i32x4 0x3f000001 0x3f000001 0x3f000001 0x3f000001))))
      (br_if $again (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (i32.const 65536))))
    (i32.add
      (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
      (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum))))))
