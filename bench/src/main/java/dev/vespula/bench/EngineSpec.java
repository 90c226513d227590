package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An engine that can be measured, as the runner knows it: the engine itself lives in processes of its own.
 *
 * @param name the name on the command line and in files of results
 * @param title the name for readers
 * @param kind how it executes
 * @param peer the folder of {@code bench/peers} that it comes from, or null
 * @param oldestJava the first feature version of Java that it runs on
 */
public record EngineSpec(String name, String title, Kind kind, String peer, int oldestJava) {
    /** How an engine executes. */
    public enum Kind {
        /** Ours, in any tier. */
        OURS,
        /** Ours with fuel metered. */
        OURS_METERED,
        /** A peer that interprets: some cases take it many seconds. */
        PEER_INTERPRETER,
        /** A peer that makes bytecode for the JVM. */
        PEER_COMPILER,
        /** The same work written in Java. */
        JAVA,
        /** Native code. */
        NATIVE
    }

    /** The names of the libraries of peers whose versions count. */
    private static final List<String> VERSIONED = List.of("compiler-", "wasm-language-", "runtime-");

    /** All, in the order of tables. */
    public static final List<EngineSpec> ALL = List.of(
            new EngineSpec("vespula", "Vespula", Kind.OURS, null, 17),
            new EngineSpec("vespula-interpreter", "Vespula, interpreter only", Kind.OURS, null, 17),
            new EngineSpec("vespula-compiled", "Vespula, all compiled at once", Kind.OURS, null, 17),
            new EngineSpec("vespula-interpreter-fuel", "Vespula, interpreter with fuel", Kind.OURS_METERED, null, 17),
            new EngineSpec("vespula-compiled-fuel", "Vespula, compiled with fuel", Kind.OURS_METERED, null, 17),
            new EngineSpec("endive", "Endive, interpreter", Kind.PEER_INTERPRETER, "endive", 11),
            new EngineSpec("endive-compiler", "Endive, compiler", Kind.PEER_COMPILER, "endive-compiler", 11),
            new EngineSpec("chicory", "Chicory, interpreter", Kind.PEER_INTERPRETER, "chicory", 11),
            new EngineSpec("chicory-compiler", "Chicory, compiler", Kind.PEER_COMPILER, "chicory", 11),
            new EngineSpec("graalwasm", "GraalWasm, interpreter", Kind.PEER_INTERPRETER, "graalwasm", 21),
            new EngineSpec("java", "Java port", Kind.JAVA, null, 17),
            new EngineSpec(V8.NAME, "V8 (node)", Kind.NATIVE, null, 17));

    /**
     * The engine of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static EngineSpec of(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no engine named " + name + "; there are "
                        + String.join(", ", ALL.stream().map(EngineSpec::name).toList())));
    }

    /** The name for readers; the name itself where it is not one of ours to know. */
    public static String title(String name) {
        return ALL.stream().filter(one -> one.name().equals(name)).findFirst().map(EngineSpec::title).orElse(name);
    }

    boolean isOurs() {
        return kind == Kind.OURS || kind == Kind.OURS_METERED;
    }

    /** Whether it runs as a {@link BenchEngine} in a JVM. */
    boolean isOnJvm() {
        return kind != Kind.NATIVE;
    }

    /** Whether it executes modules in a JVM, fuel apart: what is asked of each engine once. */
    boolean isPlain() {
        return isOnJvm() && kind != Kind.JAVA && kind != Kind.OURS_METERED;
    }

    /** Whether it is measured with programs beside the default and V8; other peers lack instructions that most of them have. */
    boolean isMeasuredWithPrograms() {
        return name.equals("endive-compiler");
    }

    /** Why it cannot be measured here, or null if it can. */
    String obstacle() throws IOException {
        if (kind == Kind.NATIVE) {
            return V8.isPresent() ? null : "there is no node on PATH or where VESPULA_NODE says";
        }
        int java = Runtime.version().feature();
        if (java < oldestJava) {
            return "needs Java " + oldestJava + ", this is " + java;
        }
        return peer == null || Files.isDirectory(libraries()) ? null : "could not be built; see what Maven says above";
    }

    /** Which version is measured. */
    String version() throws IOException {
        if (kind == Kind.NATIVE) {
            return V8.version();
        }
        if (peer == null) {
            return kind == Kind.JAVA ? "Java " + Runtime.version().feature() : "this build";
        }
        try (var files = Files.list(libraries())) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            for (String library : VERSIONED) {
                for (String file : names) {
                    if (file.startsWith(library) && (kind == Kind.PEER_COMPILER || !library.startsWith("compiler"))) {
                        return file.substring(library.length()).replace(".jar", "");
                    }
                }
            }
        }
        return "unknown";
    }

    /** The folder with its libraries; only for peers. */
    Path libraries() {
        return Children.PEERS.resolve(peer).resolve("target/lib");
    }
}
