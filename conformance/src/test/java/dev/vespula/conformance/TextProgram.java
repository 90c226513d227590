package dev.vespula.conformance;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Feature;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.Tag;
import dev.vespula.text.Wat;
import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;

/** A store with modules written as text; what is defined under "env" can be imported, and so can the instances' exports. */
final class TextProgram {
    final Engine engine;
    final Store<Void> store;
    final Linker<Void> linker;

    TextProgram() {
        this(TestedTiers.config());
    }

    TextProgram(Config config) {
        engine = Engine.of(config.with(Feature.LEGACY_EXCEPTIONS));
        store = new Store<>(engine);
        linker = new Linker<>(engine);
    }

    /** Instantiates a module from the fields of its text. */
    Instance instance(String fields) {
        return linker.instantiate(store, Module.of(engine, Wat.parse("(module " + fields + ")")));
    }

    /** As {@link #instance(String)}, and lets later modules import its exports. */
    Instance instance(String name, String fields) {
        Instance made = instance(fields);
        linker.instance(name, made);
        return made;
    }

    /** Makes a tag that modules can import from "env". */
    Tag tag(String name, ValType... values) {
        Tag tag = Tag.of(store, FuncType.of(values));
        linker.define("env", name, tag);
        return tag;
    }

    /** The only result of a function, or null. */
    static Object call(Instance instance, String function, Object... arguments) {
        Object[] results = instance.func(function).call(arguments);
        return results.length == 0 ? null : results[0];
    }
}
