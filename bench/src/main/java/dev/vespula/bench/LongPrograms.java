package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The programs that are run again and again in one process: large ones of the corpus of different kinds (interpreters of three
 * languages, data bases, compression, the standard library of Rust, objects of the garbage collector, text, numbers), and
 * scripts of our own that each ask one thing of Lua.
 */
final class LongPrograms {
    /** The entry of the corpus whose module runs our scripts. */
    private static final String LUA = "lua54-exnref";
    private static final Path SCRIPTS = Children.ROOT.resolve("bench/src/main/lua").toAbsolutePath().normalize();
    /** Each with what it prints beside it, as {@code .out}. */
    static final List<String> SCRIPT_NAMES = List.of("fib", "loop", "sort", "metatables", "pcall", "strings", "nested",
            "overflow");
    /** Those of the corpus. */
    static final List<String> NAMES = List.of(LUA, "sqlite-sql", "sg-sqlite3", "duktape-exnref", "javy-demo", "zstd-roundtrip",
            "rust-std", "kotlin-gc-exnref", "json", "regexm", "sg-regex", "coremark");
    static final List<String> QUICK = List.of("lua-fib", "zstd-roundtrip", "json");

    private LongPrograms() {}

    /** Those that this corpus has. */
    static List<CorpusProgram> all(Path corpus) throws IOException {
        List<CorpusProgram> all = new ArrayList<>();
        List<CorpusProgram> entries = CorpusProgram.read(corpus).stream().filter(one -> NAMES.contains(one.name()))
                .sorted(Comparator.comparing(one -> NAMES.indexOf(one.name()))).toList();
        for (CorpusProgram one : entries) {
            all.add(one);
            if (one.name().equals(LUA)) {
                SCRIPT_NAMES.forEach(script -> all.add(script(one, SCRIPTS, script)));
            }
        }
        return all;
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException if it is not among them
     */
    static CorpusProgram named(List<CorpusProgram> programs, String name) {
        return programs.stream().filter(one -> one.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no program named " + name));
    }

    /** A script as a program, for Lua as the corpus has it. */
    static CorpusProgram script(CorpusProgram lua, Path folder, String name) {
        return new CorpusProgram("lua-" + name, lua.file(), lua.kind(), true, List.of("/scripts/" + name + ".lua"), null,
                List.of(new CorpusProgram.Folder(folder.toString(), "/scripts")), null, folder.resolve(name + ".out")
                        .toString(),
                "0", null);
    }
}
