package dev.vespula.cli;

import dev.vespula.CallOutcome;
import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.HostSuspended;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Snapshot;
import dev.vespula.Store;
import dev.vespula.Tier;
import dev.vespula.Trap;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiThreads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** Uses the library in all ways that start threads or keep something, and drops it without closing anything. */
public final class LibraryUse implements IntFunction<String> {
    private static final String PROGRAM = """
            (module
              (import "h" "next" (func $next (param i32) (result i32)))
              (import "h" "later" (func $later (param i32) (result i32)))
              (import "h" "pause" (func $pause (param i32) (result i32)))
              (memory (export "memory") 1)
              (func $spin (export "spin") (param $n i32) (result i32)
                (loop $l (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (call $next (i32.const 41)))
              (func (export "applyAsInt") (param i32) (result i32) (call $spin (local.get 0)))
              (func (export "async") (param i32) (result i32) (i32.add (i32.const 1) (call $later (local.get 0))))
              (func (export "paused") (param i32) (result i32) (i32.add (i32.const 1) (call $pause (local.get 0))))
              (func (export "forever") (loop $l (br $l))))""";

    /** Polls standard input and starts a thread that waits for ever. */
    private static final String PROCESS = """
            (module
              (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (import "wasi" "thread-spawn" (func $spawn (param i32) (result i32)))
              (import "env" "memory" (memory 1 4 shared))
              (export "memory" (memory 0))
              (func (export "wasi_thread_start") (param i32 i32)
                (i32.atomic.store (i32.const 512) (i32.const 1))
                (drop (memory.atomic.wait32 (i32.const 64) (i32.const 0) (i64.const -1))))
              (func (export "_start")
                (if (i32.le_s (call $spawn (i32.const 0)) (i32.const 0)) (then unreachable))
                (loop $l (br_if $l (i32.eqz (i32.atomic.load (i32.const 512)))))
                (i32.store8 (i32.const 1008) (i32.const 1))
                (drop (call $poll (i32.const 1000) (i32.const 2000) (i32.const 1) (i32.const 0)))
                (drop (call $write (i32.const 1) (i32.const 0) (i32.const 0) (i32.const 8)))))""";

    /** Makes resources. */
    private static final String COMPONENT = """
            (component
              (type $box (resource (rep i32)))
              (core func $new (canon resource.new $box))
              (core module $m
                (import "" "new" (func $new (param i32) (result i32)))
                (func (export "make") (result i32) (call $new (i32.const 1))))
              (core instance $i (instantiate $m (with "" (instance (export "new" (func $new))))))
              (export $box' "box" (type $box))
              (func (export "[constructor]box") (result (own $box')) (canon lift (core func $i "make"))))""";

    /** Wants a module whose function has a type of its own, which is compared with that of what it is given. */
    private static final String TAKER = """
            (component
              (import "taken" (core module $m (type $s (struct)) (type $f (func (param (ref null $s)))) (export "f" (func (type $f)))))
              (core instance (instantiate $m)))""";

    private static final String TAKEN = """
            (module (type $s (struct)) (func (export "f") (param (ref null $s))))""";

    /** The resource. */
    interface Box extends AutoCloseable {
        @Override
        void close();
    }

    /** What the component exports. */
    interface Boxes {
        Box newBox();
    }

    /** Never says that something is there, so that a thread reads ahead. */
    private static final class Slow extends InputStream {
        @Override
        public int read() {
            return 'x';
        }
    }

    /** Uses it; one tier, or threads of WASI, are not used at every turn, since that takes longest. */
    @Override
    public String apply(int turn) {
        try {
            use(Tier.values()[turn % Tier.values().length]);
            if (turn % 4 == 0) {
                component();
                process();
            }
            return "used";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void use(Tier tier) throws Exception {
        Engine engine = Engine.of(new Config().withTier(tier));
        Module module = Module.of(engine, PROGRAM.getBytes(StandardCharsets.UTF_8));
        FuncType unary = FuncType.of(ValType.I32).returning(ValType.I32);
        Linker<Void> linker = new Linker<Void>(engine)
                .func("h", "next", IntUnaryOperator.class, value -> value + 1)
                .asyncFunc("h", "later", unary, (caller, args) -> CompletableFuture.completedFuture(args.i32(0)))
                .func("h", "pause", unary, (caller, args) -> {
                    throw caller.suspend(null);
                });
        Store<Void> store = new Store<>(engine);
        Instance instance = linker.instantiate(store, module);
        int rounds = tier == Tier.AUTO ? 400_000 : 1_000;
        expect(instance.exports(IntUnaryOperator.class).applyAsInt(rounds), 42);
        expect((int) invoke(instance.func("spin").methodHandle()), 42);
        expect((int) instance.func("async").callAsync(6).get()[0], 7);
        ExecutorService own = Executors.newSingleThreadExecutor();
        expect((int) instance.func("async").callAsync(own, 7).get()[0], 8);
        own.shutdown();
        snapshot(instance, linker, module);
        stop(store, instance);
        // Not taken back.
        store.setTimeout(Duration.ofDays(1));
        store.setEpochDeadline(1_000);
        instance.func("paused").callResumable(1);
        instance.func("async").callAsync(task -> {}, 1);
        expect((int) instance.func("spin").call(1)[0], 42);
    }

    /** Closes one resource and forgets the other. */
    private static void component() {
        Engine engine = Engine.create();
        Component component = Component.of(engine, COMPONENT.getBytes(StandardCharsets.UTF_8));
        Boxes boxes = new ComponentLinker<Void>(engine).onLeak(leak -> {}).instantiate(new Store<>(engine), component).exports(
                Boxes.class);
        boxes.newBox().close();
        boxes.newBox();
        new ComponentLinker<Void>(engine).define("taken", Module.of(engine, TAKEN.getBytes(StandardCharsets.UTF_8)))
                .prepare(Component.of(engine, TAKER.getBytes(StandardCharsets.UTF_8))).instantiate(new Store<>(engine));
    }

    private static Object invoke(MethodHandle handle) {
        try {
            return handle.invoke(1_000);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void snapshot(Instance instance, Linker<Void> linker, Module module) throws Exception {
        HostSuspended paused = (HostSuspended) instance.func("paused").callResumable(1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Snapshot.of(paused).write(bytes);
        HostSuspended restored = (HostSuspended) Snapshot.read(new ByteArrayInputStream(bytes.toByteArray()))
                .restore(new Store<>(module.engine()), linker, module).call().orElseThrow();
        expect((int) ((CallOutcome.Finished) restored.resume(5)).results()[0], 6);
    }

    private static void stop(Store<Void> store, Instance instance) {
        Thread.currentThread().interrupt();
        trap(instance);
        Thread.interrupted();
        store.setTimeout(Duration.ofMillis(2));
        trap(instance);
        store.clearTimeout();
        store.interrupt();
        trap(instance);
    }

    private static void trap(Instance instance) {
        try {
            instance.func("forever").call();
            throw new IllegalStateException("it ended");
        } catch (Trap e) {
            // It was asked to.
        }
    }

    private static void process() throws Exception {
        Engine engine = Engine.create();
        Module module = Module.of(engine, PROCESS.getBytes(StandardCharsets.UTF_8));
        Wasi wasi = Wasi.builder().stdin(new Slow()).stdout(new ByteArrayOutputStream()).build();
        Linker<Void> linker = new Linker<>(engine);
        wasi.addTo(linker);
        WasiThreads<Void> threads = new WasiThreads<>(linker, module, () -> new Store<>(engine));
        Store<Void> store = new Store<>(engine);
        threads.run(store, () -> linker.instantiate(store, module).func("_start").call());
    }

    private static void expect(int actual, int expected) {
        if (actual != expected) {
            throw new IllegalStateException(actual + " instead of " + expected);
        }
    }
}
