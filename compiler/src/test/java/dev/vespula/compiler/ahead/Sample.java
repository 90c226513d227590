package dev.vespula.compiler.ahead;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.text.Wat;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A module with something of everything, and what its function {@code run} gives. */
public final class Sample {
    private static final int ARGUMENT = 1_000;

    private static final String TEXT = """
            (module $sample
              (rec
                (type $point (sub (struct (field $x (mut i32)) (field $tag i8))))
                (type $line (sub $point (struct (field $x (mut i32)) (field $tag i8) (field (ref null $point))))))
              (type $numbers (array (mut i64)))
              (type $binary (func (param i64 i64) (result i64)))
              (import "env" "twice" (func $twice (param i64) (result i64)))
              (memory 1)
              (global $started (mut i32) (i32.const 0))
              (table $operations 3 funcref)
              (elem (table $operations) (i32.const 0) func $add $subtract $leave)
              (elem declare func $deep)
              (tag $odd (param i64))
              (data (i32.const 8) "\\01\\02\\03\\04")
              (start $begin)
              (func $begin (global.set $started (i32.const 7)))
              (func $add (type $binary) (i64.add (local.get 0) (local.get 1)))
              (func $subtract (type $binary) (i64.sub (local.get 0) (local.get 1)))
              (func $leave (type $binary)
                (return_call_indirect $operations (type $binary) (local.get 0) (local.get 1) (i32.const 0)))
              (func $deep (param $n i64) (result i64)
                (if (result i64) (i64.eqz (local.get $n))
                  (then (i64.const 0))
                  (else (i64.add (i64.const 1) (call $deep (i64.sub (local.get $n) (i64.const 1)))))))
              (func $pair (param i64) (result i64 i64)
                (local.get 0) (i64.mul (local.get 0) (i64.const 3)))
              (func $objects (param $n i32) (result i64)
                (local $p (ref null $point)) (local $a (ref $numbers))
                (local.set $a (array.new $numbers (i64.const 5) (i32.const 10)))
                (local.set $p (struct.new $line (local.get $n) (i32.const -1)
                  (struct.new $point (i32.const 3) (i32.const 2))))
                (struct.set $point $x (local.get $p) (i32.add (local.get $n) (i32.const 1)))
                (array.set $numbers (local.get $a) (i32.const 3)
                  (i64.extend_i32_s (struct.get $point $x (ref.cast (ref $line) (local.get $p)))))
                (i64.add (array.get $numbers (local.get $a) (i32.const 3))
                  (i64.extend_i32_s (struct.get_s $point $tag (local.get $p)))))
              (func $throws (param $n i64) (result i64)
                (block $caught (result i64)
                  (try_table (catch $odd $caught)
                    (if (i64.eqz (i64.and (local.get $n) (i64.const 1)))
                      (then (return (i64.const 11))))
                    (throw $odd (local.get $n)))
                  (unreachable)))
              (func $vectors (param $n i32) (result i64)
                (i64x2.extract_lane 1
                  (i32x4.add (i32x4.splat (local.get $n)) (v128.load (i32.const 8)))))
              (func $memory (param $n i32) (result i64)
                (drop (memory.grow (i32.const 1)))
                (i64.store offset=65536 (local.get $n) (i64.const 21))
                (i64.add (i64.load32_u (i32.const 8)) (i64.load offset=65536 (local.get $n))))
              (func (export "run") (param $n i32) (result i64)
                (local $sum i64) (local $i i64)
                (loop $again
                  (local.set $sum
                    (call_indirect $operations (type $binary) (local.get $sum) (local.get $i)
                      (i32.shl (i64.eqz (i64.rem_u (local.get $i) (i64.const 7))) (i32.const 1))))
                  (local.set $i (i64.add (local.get $i) (i64.const 1)))
                  (br_if $again (i64.lt_u (local.get $i) (i64.extend_i32_u (local.get $n)))))
                (local.set $sum (i64.add (local.get $sum) (call $twice (call $deep (i64.const 100)))))
                (call $pair (i64.extend_i32_u (local.get $n)))
                (local.set $sum (i64.add (local.get $sum) (i64.add)))
                (local.set $sum (i64.add (local.get $sum) (call $objects (local.get $n))))
                (local.set $sum (i64.add (local.get $sum) (call $throws (i64.const 4))))
                (local.set $sum (i64.add (local.get $sum) (call $throws (i64.const 33))))
                (local.set $sum (i64.add (local.get $sum) (i64.shr_u (call $vectors (local.get $n)) (i64.const 36))))
                (local.set $sum (i64.add (local.get $sum) (i64.shr_u (call $memory (local.get $n)) (i64.const 2))))
                (i64.add (local.get $sum) (i64.extend_i32_u (global.get $started))))
              (func (export "deep") (param i64) (result i64) (call $deep (local.get 0)))
              (func (export "hash") (param $n i32) (result i32) (local $h i32)
                (loop $again
                  (local.set $h (i32.add (i32.mul (local.get $h) (i32.const 31)) (local.get $n)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $h)))
            """;

    private Sample() {}

    /** The module. */
    static byte[] wasm() {
        return Wat.parse(TEXT);
    }

    /** Another module, different for each number. */
    static byte[] wasm(int number) {
        return Wat.parse(TEXT.replace("(i64.const 11)", "(i64.const " + (11 + number) + ")"));
    }

    /** A module of one function, too large for one method of the JVM. */
    static byte[] large() {
        StringBuilder text = new StringBuilder("(module (func (export \"run\") (param $n i32) (result i32)\n");
        for (int k = 0; k < 3_000; k++) {
            text.append("(local.set $n (i32.rotl (i32.xor (i32.add (local.get $n) (i32.const ").append(k * 77)
                    .append(")) (i32.const ").append(k).append(")) (i32.const ").append(k % 31).append(")))\n");
            if (k % 500 == 0) {
                text.append("(if (i32.and (local.get $n) (i32.const 1)) (then (local.set $n (i32.const ").append(k)
                        .append("))))\n");
            }
        }
        return Wat.parse(text.append("(local.get $n)))").toString());
    }

    /** A module whose memory grows page by page; {@code run} grows it so often and reads what it has written. */
    static byte[] growing() {
        return Wat.parse("""
                (module
                  (memory 1)
                  (func (export "run") (param $n i32) (result i32) (local $sum i32) (local $end i32)
                    (loop $more
                      (local.set $end (i32.mul (memory.grow (i32.const 1)) (i32.const 65536)))
                      (i32.store (local.get $end) (local.get $n))
                      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $end))))
                      (br_if $more (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (local.get $sum))
                  (func (export "sum") (result i32) (local $sum i32) (local $at i32)
                    (loop $more
                      (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $at))))
                      (local.set $at (i32.add (local.get $at) (i32.const 4)))
                      (br_if $more (i32.lt_u (local.get $at) (i32.mul (memory.size) (i32.const 65536)))))
                    (local.get $sum)))""");
    }

    static Config config(Tier tier) {
        return new Config().with(TierPolicy.USUAL.strict()).withTier(tier);
    }

    /** The jar file that a module is compiled to. */
    static byte[] jar(Config config, byte[] wasm) {
        try (Engine engine = Engine.of(config)) {
            ByteArrayOutputStream jar = new ByteArrayOutputStream();
            Module.of(engine, wasm).compileTo(jar);
            return jar.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Module load(Engine engine, byte[] jar) {
        try {
            return Module.ofCompiled(engine, new ByteArrayInputStream(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Instance instance(Store<Void> store, Module module) {
        Linker<Void> linker = new Linker<>(module.engine());
        linker.func("env", "twice", FuncType.of(ValType.I64).returning(ValType.I64),
                (caller, args) -> args.result(0, 2 * args.i64(0)));
        return linker.instantiate(store, module);
    }

    /** What {@code run} of a module gives. */
    static Object run(Module module) {
        Store<Void> store = new Store<>(module.engine());
        if (module.engine().config().isMetered()) {
            store.setFuel(1_000_000_000);
        }
        return instance(store, module).func("run").call(ARGUMENT)[0];
    }

    /** What the interpreter gives. */
    static Object interpreted(byte[] wasm) {
        return run(Module.of(Engine.of(config(Tier.INTERPRETER)), wasm));
    }
}
