package dev.vespula.bench.replay;

import dev.vespula.Engine;
import dev.vespula.Func;
import dev.vespula.Global;
import dev.vespula.Instance;
import dev.vespula.Memory;
import dev.vespula.Store;
import dev.vespula.Table;
import dev.vespula.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What exists in one run of a trace, by the numbers that the trace gives to it. */
final class World {
    final Store<Void> store;
    final Map<Integer, Instance> instances = new HashMap<>();
    final List<Memory> memories = new ArrayList<>();
    final List<Table> tables = new ArrayList<>();
    final List<Global> globals = new ArrayList<>();
    final List<Tag> tags = new ArrayList<>();
    /** Exported functions by where the trace names them, so that a name is looked up once. */
    final Map<Integer, Func> exports = new HashMap<>();
    private final Map<Integer, Object> references = new HashMap<>();

    World(Engine engine) {
        store = new Store<>(engine);
    }

    /** A value of JavaScript, known by its number; the text is for messages. */
    private record HostValue(int number, String text) {}

    /** The reference with this number, made where JavaScript passes it for the first time. */
    Object passed(int number, String text) {
        return references.computeIfAbsent(number, key -> new HostValue(key, text));
    }

    /** Whether a reference that WebAssembly passes is the one with this number; the first decides which that is. */
    boolean isSame(int number, Object actual) {
        Object known = references.putIfAbsent(number, actual);
        return known == null || known.equals(actual);
    }
}
