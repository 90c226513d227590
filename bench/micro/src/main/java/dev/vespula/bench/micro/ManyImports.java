package dev.vespula.bench.micro;

import dev.vespula.Engine;
import dev.vespula.Store;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.PerInstance;
import dev.vespula.component.WitError;
import dev.vespula.component.WitException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A component that imports as much as a program for WASI 0.2 does: twenty interfaces with eight functions each. */
final class ManyImports {
    private static final int INTERFACES = 20;

    private static final String TYPES = """
            (export "file" (type $file (sub resource)))
            (type $kind_ (enum "one" "two" "three")) (export "kind" (type $kind (eq $kind_)))
            (type $stat_ (record (field "size" u64) (field "kind" $kind))) (export "stat" (type $stat (eq $stat_)))
            (export "now" (func (result u64)))
            (export "say" (func (param "text" string)))
            (export "take" (func (param "bytes" (list u8)) (result u32)))
            (export "find" (func (param "name" string) (result (option u32))))
            (export "open" (func (param "name" string) (result (result (own $file) (error $kind)))))
            (export "[method]file.read" (func (param "self" (borrow $file)) (param "n" u32) (result (result (list u8) (error $kind)))))
            (export "[method]file.stat" (func (param "self" (borrow $file)) (result (result $stat (error $kind)))))
            (export "[method]file.seek" (func (param "self" (borrow $file)) (param "to" u64)))
            """;

    /** The functions with the types of their core functions. */
    private static final String[][] FUNCTIONS = {
        {"now", "(result i64)"}, {"say", "(param i32 i32)"}, {"take", "(param i32 i32) (result i32)"},
        {"find", "(param i32 i32 i32)"}, {"open", "(param i32 i32 i32)"}, {"[method]file.read", "(param i32 i32 i32)"},
        {"[method]file.stat", "(param i32 i32)"}, {"[method]file.seek", "(param i32 i64)"}};

    private ManyImports() {}

    /** A kind. */
    public enum Kind {
        ONE, TWO, THREE
    }

    /** A record of WIT. */
    public record Stat(long size, Kind kind) {}

    /** A resource. */
    public interface File extends AutoCloseable {
        /** Bytes of it. */
        @WitError(Kind.class)
        byte[] read(int n);

        /** What is known of it. */
        @WitError(Kind.class)
        Stat stat();

        /** Goes somewhere. */
        void seek(long to);

        @Override
        void close();
    }

    /** What each of the interfaces has. */
    public static class Service {
        private final Store<Void> store;

        Service(Store<Void> store) {
            this.store = store;
        }

        /** A number. */
        public long now() {
            return store.hashCode();
        }

        /** Nothing. */
        public void say(String text) {}

        /** How many they are. */
        public int take(byte[] bytes) {
            return bytes.length;
        }

        /** Never anything. */
        public Optional<Integer> find(String name) {
            return Optional.empty();
        }

        /** Never anything. */
        @WitError(Kind.class)
        public File open(String name) {
            throw new WitException(Kind.ONE);
        }
    }

    static Component component(Engine engine) {
        StringBuilder imports = new StringBuilder();
        StringBuilder lowered = new StringBuilder();
        StringBuilder core = new StringBuilder();
        StringBuilder given = new StringBuilder();
        for (int i = 0; i < INTERFACES; i++) {
            imports.append("(import \"bench:host/i%d@1.0.0\" (instance $i%d %s))\n".formatted(i, i, TYPES));
            given.append("(with \"i%d\" (instance ".formatted(i));
            for (int j = 0; j < FUNCTIONS.length; j++) {
                lowered.append("(core func $f%d_%d (canon lower (func $i%d \"%s\") (memory $mem) (realloc $realloc)))\n"
                        .formatted(
                                i, j, i, FUNCTIONS[j][0]));
                core.append("(import \"i%d\" \"%s\" (func %s))\n".formatted(i, FUNCTIONS[j][0], FUNCTIONS[j][1]));
                given.append("(export \"%s\" (func $f%d_%d)) ".formatted(FUNCTIONS[j][0], i, j));
            }
            given.append("))\n");
        }
        return Component.of(engine, """
                (component %s
                  (core module $libc (memory (export "mem") 1)
                    (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
                  (core instance $libc (instantiate $libc))
                  (alias core export $libc "mem" (core memory $mem))
                  (alias core export $libc "realloc" (core func $realloc))
                  %s
                  (core module $m %s (func (export "run") (result i32) i32.const 42))
                  (core instance $m (instantiate $m %s))
                  (func (export "run") (result u32) (canon lift (core func $m "run"))))
                """.formatted(imports, lowered, core, given).getBytes(StandardCharsets.UTF_8));
    }

    static ComponentLinker<Void> linker(Engine engine) {
        ComponentLinker<Void> linker = new ComponentLinker<>(engine);
        PerInstance<Void, Store<Void>> process = PerInstance.of(store -> store);
        for (int i = 0; i < INTERFACES; i++) {
            linker.define("bench:host/i" + i + "@1.0.0", Service.class, process.map(Service::new));
        }
        return linker;
    }
}
