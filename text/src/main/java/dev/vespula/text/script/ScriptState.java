package dev.vespula.text.script;

import dev.vespula.Engine;
import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Global;
import dev.vespula.Instance;
import dev.vespula.Linker;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.SharedMemory;
import dev.vespula.Store;
import dev.vespula.Val;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.types.RefType;
import dev.vespula.types.ValType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a running script has defined so far: modules, instances, registered names, host references. */
final class ScriptState {
    /**
     * What {@code (ref.extern n)} and {@code (ref.host n)} stand for. The runner makes one object for each number, so that
     * equal numbers are the same reference.
     */
    record HostReference(int number) {

        @Override
        public String toString() {
            return "host reference " + number;
        }
    }

    /** A directive did not do what it should: what was expected and what was got. */
    static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unexpected(String message) {
            super(message, null, false, false);
        }
    }

    private final Engine engine;
    private final Calls calls;
    private final Store<Void> store;
    private final Linker<Void> linker;
    private final Map<String, Module> modules = new HashMap<>();
    private final Map<String, Instance> instances = new HashMap<>();
    private final Map<Integer, HostReference> references = new HashMap<>();
    /** Memories of another thread's instances, by the instance's and the export's name. */
    private final Map<String, Map<String, SharedMemory>> shared = new HashMap<>();
    private Module lastModule;
    private Instance current;

    ScriptState(Engine engine, Calls calls) {
        this.engine = engine;
        this.calls = calls;
        this.store = calls.store(engine);
        this.linker = new Linker<Void>(engine).allowShadowing();
        SpecTest.define(linker, store);
    }

    Engine engine() {
        return engine;
    }

    /** A failed module leaves everything as it was, but for what its instantiation did to others before it failed. */
    void define(Directive.DefineModule definition) {
        Module module = Module.of(engine, definition.module().encode());
        if (definition.definition()) {
            lastModule = module;
            definition.module().name().ifPresent(name -> modules.put(name, module));
        } else {
            current = instantiate(module);
            definition.module().name().ifPresent(name -> instances.put(name, current));
        }
    }

    void instantiate(Directive.Instantiate instantiation) {
        Module module = instantiation.module().map(modules::get).orElse(lastModule);
        if (module == null) {
            throw new Unexpected(instantiation.module().map(name -> "no module definition $" + PrintableName.of(name))
                    .orElse("no module definition"));
        }
        current = instantiate(module);
        instantiation.name().ifPresent(name -> instances.put(name, current));
    }

    /** The state of a new thread, which sees the shared memories that the instances export. */
    ScriptState forThread(List<Directive.Shared> visible) {
        ScriptState thread = new ScriptState(engine, calls);
        for (Directive.Shared one : visible) {
            Map<String, SharedMemory> memories = new HashMap<>();
            instance(one.instance()).exports().forEach((name, extern) -> {
                if (extern instanceof Memory memory) {
                    memory.shared().ifPresent(content -> memories.put(name, content));
                }
            });
            thread.shared.put(one.instance().orElse(""), memories);
        }
        return thread;
    }

    Instance instantiate(Module module) {
        return calls.instantiate(store, () -> linker.instantiate(store, module));
    }

    void register(String as, Optional<String> instance) {
        Map<String, SharedMemory> memories = shared.get(instance.orElse(""));
        if (memories != null) {
            memories.forEach((name, memory) -> linker.define(as, name, memory));
        } else {
            linker.instance(as, instance(instance));
        }
    }

    /** The results of a call, or the value of a global. */
    List<Val> perform(Action action) {
        Extern extern = instance(action.instance()).export(action.export())
                .orElseThrow(() -> new Unexpected("unknown export " + PrintableName.quoted(action.export())));
        if (action instanceof Action.Invoke invoke && extern instanceof Func function) {
            return calls.call(store, function, arguments(invoke.arguments(), function.type().params()));
        }
        if (action instanceof Action.Get && extern instanceof Global global) {
            return List.of(global.value());
        }
        throw new Unexpected("export " + PrintableName.quoted(action.export()) + " is a " + extern.getClass().getSimpleName());
    }

    private Instance instance(Optional<String> name) {
        Instance instance = name.isPresent() ? instances.get(name.get()) : current;
        if (instance == null) {
            throw new Unexpected(name.map(n -> "no instance $" + PrintableName.of(n)).orElse("no current instance"));
        }
        return instance;
    }

    private List<Val> arguments(List<Constant> constants, List<ValType> types) {
        List<Val> values = new ArrayList<>();
        for (int i = 0; i < constants.size(); i++) {
            values.add(value(constants.get(i), i < types.size() ? types.get(i) : ValType.EXTERNREF));
        }
        return values;
    }

    private Val value(Constant constant, ValType type) {
        if (constant instanceof Constant.Number number) {
            return number.value();
        }
        RefType reference = type instanceof RefType declared ? declared : ValType.EXTERNREF;
        if (constant instanceof Constant.Host host) {
            return Val.ref(reference, references.computeIfAbsent(host.number(), HostReference::new));
        }
        return Val.ref(reference, null);
    }
}
