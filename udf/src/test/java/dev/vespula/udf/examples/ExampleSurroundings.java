package dev.vespula.udf.examples;

import dev.vespula.testing.Gcd;
import dev.vespula.text.Wat;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.util.concurrent.Callable;

/** What examples refer to without saying where it comes from. */
public abstract class ExampleSurroundings implements Callable<Object>, AutoCloseable {
    private static final byte[] MODULE = Wat.parse("(module" + Gcd.FUNC + """
              (memory (export "memory") 1)
              (global $heap (mut i32) (i32.const 8192))
              (func (export "split") (param $at i32) (param $size i32) (result i64)
                    (local $end i32) (local $row i32) (local $to i32)
                (local.set $end (i32.add (local.get $at) (local.get $size)))
                (local.set $row (i32.const 4096))
                (local.set $to (i32.const 4097))
                (block $done (loop $more
                  (br_if $done (i32.eq (local.get $at) (local.get $end)))
                  (if (i32.eq (i32.load8_u (local.get $at)) (i32.const 44))
                    (then (local.set $row (local.get $to)))
                    (else
                      (i32.store8 (local.get $row) (i32.sub (local.get $to) (local.get $row)))
                      (i32.store8 (local.get $to) (i32.load8_u (local.get $at)))))
                  (local.set $to (i32.add (local.get $to) (i32.const 1)))
                  (local.set $at (i32.add (local.get $at) (i32.const 1)))
                  (br $more)))
                (i64.or (i64.shl (i64.const 4096) (i64.const 32))
                  (i64.extend_i32_u (i32.sub (local.get $to) (i32.const 4096)))))
              (func $init (export "total_init") (result i32)
                (global.set $heap (i32.add (global.get $heap) (i32.const 8)))
                (global.get $heap))
              (func (export "total_update") (param i32 i64)
                (i64.store (local.get 0) (i64.add (i64.load (local.get 0)) (local.get 1))))
              (func (export "total_merge") (param i32 i32)
                (i64.store (local.get 0) (i64.add (i64.load (local.get 0)) (i64.load (local.get 1)))))
              (func (export "total_result") (param i32) (result i64) (i64.load (local.get 0)))
              (func (export "total_save") (param i32) (result i64)
                (i64.or (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32)) (i64.const 8)))
              (func (export "total_load") (param $at i32) (param $size i32) (result i32) (local $state i32)
                (local.set $state (call $init))
                (i64.store (local.get $state) (i64.load (local.get $at)))
                (local.get $state)))
            """);

    protected final byte[] bytes = MODULE;
    protected final byte[] bytesOfTheFile = MODULE;
    protected final WasmUdfs udfs = WasmUdfs.of(MODULE).declare("gcd(int64, int64) -> int64", "split(string) ->> string",
            "aggregate total(int64) -> int64");
    protected final UdfTask task = udfs.newTask();
    protected final long[] a = {48, 17};
    protected final long[] b = {36, 5};
    protected final long[] amounts = {10, 20};
    /** A total of 30. */
    protected final byte[] bytesFromElsewhere = {30, 0, 0, 0, 0, 0, 0, 0};

    @Override
    public void close() {
        task.close();
    }
}
