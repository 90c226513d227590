package dev.vespula.bench.micro;

import dev.vespula.Caller;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.WasmImport;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.nio.charset.StandardCharsets;
import java.util.function.IntBinaryOperator;

/** The module whose calls are measured. */
final class Subject {
    /** Calls of one run of a loop in Wasm. */
    static final int LOOP = 1_000;

    /** {@code -Dbench.tier}: which tier runs it. */
    private static final Tier TIER = Tier.valueOf(System.getProperty("bench.tier", "COMPILED"));

    private static final String TEXT = """
            (module
              (import "env" "typed" (func $typed (param i32 i32) (result i32)))
              (import "env" "annotated" (func $annotated (param i32 i32) (result i32)))
              (import "env" "caller" (func $caller (param i32 i32) (result i32)))
              (import "env" "object" (func $object (param externref i32) (result externref)))
              (import "env" "dynamic" (func $dynamic (param i32 i32) (result i32)))
              (import "env" "times" (func $times (param i32 i32) (result i32)))
              (import "env" "minus" (func $minus (param i32 i32) (result i32)))
              (import "env" "xor" (func $xor (param i32 i32) (result i32)))
              (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add)
              (func (export "multiply") (param i32 i32) (result i32) local.get 0 local.get 1 i32.mul)
              (func (export "subtract") (param i32 i32) (result i32) local.get 0 local.get 1 i32.sub)
              (func (export "combine") (param i32 i32) (result i32) local.get 0 local.get 1 i32.xor)
              (func (export "echo") (param externref) (result externref) local.get 0)
              (func (export "callTyped") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (call $typed (local.get $sum) (local.get $n)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $sum)
              (func (export "callAnnotated") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (call $annotated (local.get $sum) (local.get $n)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $sum)
              (func (export "callSeveral") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (call $typed (local.get $sum) (local.get $n)))
                  (local.set $sum (call $times (local.get $sum) (local.get $n)))
                  (local.set $sum (call $minus (local.get $sum) (local.get $n)))
                  (local.set $sum (call $xor (local.get $sum) (local.get $n)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 4)))))
                local.get $sum)
              (func (export "callCaller") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (call $caller (local.get $sum) (local.get $n)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $sum)
              (func (export "callObject") (param $n i32) (result externref) (local $object externref)
                (loop $again
                  (local.set $object (call $object (local.get $object) (local.get $n)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $object)
              (func (export "callDynamic") (param $n i32) (result i32) (local $sum i32)
                (loop $again
                  (local.set $sum (call $dynamic (local.get $sum) (local.get $n)))
                  (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                local.get $sum))
            """;

    /** The exports as an interface. */
    interface Exports {
        int add(int a, int b);

        int multiply(int a, int b);

        int subtract(int a, int b);

        int combine(int a, int b);

        Object echo(Object value);

        int callTyped(int n);

        int callAnnotated(int n);

        int callSeveral(int n);

        int callCaller(int n);

        Object callObject(int n);

        int callDynamic(int n);
    }

    /** An object with a method for Wasm. */
    static final class Host {
        @WasmImport
        int annotated(int a, int b) {
            return a + b;
        }
    }

    /** A host function that wants to know who calls. */
    @FunctionalInterface
    interface WithCaller {
        int apply(Caller<?> caller, int a, int b);
    }

    /** A host function of references. */
    @FunctionalInterface
    interface OfObjects {
        Object apply(Object value, int n);
    }

    private Subject() {}

    /** An engine of the tier that is measured. */
    static Engine engine() {
        return Engine.of(new Config().withTier(TIER));
    }

    /** A new instance in a store of its own. */
    static Instance instance() {
        Engine engine = engine();
        Linker<Void> linker = new Linker<>(engine);
        linker.func("env", "typed", IntBinaryOperator.class, (a, b) -> a + b);
        linker.define("env", new Host());
        linker.func("env", "times", IntBinaryOperator.class, (a, b) -> a * b);
        linker.func("env", "minus", IntBinaryOperator.class, (a, b) -> a - b);
        linker.func("env", "xor", IntBinaryOperator.class, (a, b) -> a ^ b);
        linker.func("env", "caller", WithCaller.class, (caller, a, b) -> a + b);
        linker.func("env", "object", OfObjects.class, (value, n) -> value);
        FuncType type = FuncType.of(ValType.I32, ValType.I32).returning(ValType.I32);
        linker.func("env", "dynamic", type, (caller, args) -> args.result(0, args.i32(0) + args.i32(1)));
        return linker.instantiate(new Store<>(engine), Module.of(engine, TEXT.getBytes(StandardCharsets.UTF_8)));
    }

    /** Its {@code add}. */
    static Func add() {
        return instance().func("add");
    }
}
