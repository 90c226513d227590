package dev.vespula.conformance.fuzz;

import dev.vespula.Engine;
import dev.vespula.LimitException;
import dev.vespula.LinkException;
import dev.vespula.Store;
import dev.vespula.StoreLimits;
import dev.vespula.Trap;
import dev.vespula.WasmThrown;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentFunc;
import dev.vespula.component.ComponentInstance;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.HostResource;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.CoreModuleType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.wave.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Calls all functions that a component exports with random values, and writes down what comes of it. */
final class ComponentRun {
    private static final int ROUNDS = 3;
    private static final long FUEL = 200_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int MEMORY_BYTES = 16 << 20;
    private static final int ELEMENTS = 100_000;
    private static final int MOST_CHARACTERS = 2_000;

    /** What the host's own resources are. */
    private static final class Thing {}

    private final Engine engine;
    private final Random random;
    private final RandomValue values;
    private final StringBuilder log = new StringBuilder();
    private final Store<Void> store;
    private final ComponentLinker<Void> linker;

    ComponentRun(Engine engine, long seed) {
        this.engine = engine;
        random = new Random(seed);
        values = new RandomValue(random, Thing::new);
        store = new Store<>(engine);
        store.limiter(StoreLimits.unlimited().withMemoryBytes(MEMORY_BYTES).withTableElements(ELEMENTS));
        linker = new ComponentLinker<>(engine);
        linker.defineUnknownImportsAsTraps();
    }

    /** What came of it. */
    String log(byte[] binary) {
        store.setFuel(FUEL);
        store.setTimeout(LONGEST);
        Component component = Component.of(engine, binary);
        component.imports().forEach(this::define);
        try {
            ComponentInstance instance = linker.instantiate(store, component);
            for (int round = 0; round < ROUNDS; round++) {
                calls(instance);
            }
        } catch (Trap | WasmThrown | LinkException | LimitException documented) {
            failed(documented);
        }
        return log.toString();
    }

    private void define(String name, ExternType type) {
        if (type instanceof FunctionType function && isPlain(function)) {
            linker.func(name, (call, arguments) -> function.result().isEmpty() ? null
                    : arguments.length > 0 && function.params().get(0).type().equals(function.result().get()) ? arguments[0]
                    : values.next(function.result().get()));
        } else if (type instanceof TypeBound.OfResource) {
            linker.root().resource(name, HostResource.of(name, Thing.class, thing -> {}));
        } else if (type instanceof ComponentType || type instanceof CoreModuleType) {
            // Nothing fits but what was made for it: the instantiation is refused.
            log.append(name).append(" is not given\n");
        }
    }

    /** Whether values of these types can be made up: handles of guests cannot. */
    private static boolean isPlain(FunctionType type) {
        List<ValueType> all = new ArrayList<>(type.params().stream().map(NamedType::type).toList());
        type.result().ifPresent(all::add);
        String text = all.toString();
        return !text.contains("StreamType") && !text.contains("FutureType") && !text.contains("ERROR_CONTEXT") && !text
                .contains(
                        "error-context") && !text.contains(BorrowType.class.getSimpleName()) && !type.async();
    }

    private void calls(ComponentInstance instance) {
        for (Map.Entry<String, ComponentFunc> export : instance.funcs().entrySet()) {
            if (isPlain(export.getValue().type())) {
                call(export.getKey(), export.getValue());
            }
        }
        instance.instances().values().forEach(this::calls);
    }

    private void call(String name, ComponentFunc function) {
        Object[] arguments = function.type().params().stream().map(param -> values.next(param.type())).toArray();
        log.append(name).append(": ");
        store.setFuel(FUEL);
        store.setTimeout(LONGEST);
        try {
            Object result = function.call(arguments);
            String text = function.type().result().isEmpty() ? "nothing" : text(result, function.type().result().get());
            log.append("returned ").append(text).append(", fuel ").append(store.fuel()).append('\n');
        } catch (Trap | WasmThrown | LimitException documented) {
            failed(documented);
        } catch (IllegalArgumentException refused) {
            if (!refused.getMessage().contains("is no resource")) {
                throw refused;
            }
            log.append("no resource of a guest\n");
        }
    }

    /** What comes out of a component can be written down; handles have names of their own each time. */
    private static String text(Object value, ValueType type) {
        if (type.toString().contains("OwnType")) {
            return "a handle";
        }
        String text = Wave.print(value, type);
        return text.substring(0, Math.min(MOST_CHARACTERS, text.length()));
    }

    private void failed(RuntimeException failure) {
        String text = failure instanceof Trap trap ? trap.code() + " " + trap.detail() : failure.getClass().getSimpleName();
        log.append(text).append('\n');
    }
}
