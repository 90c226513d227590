package dev.vespula;

import dev.vespula.internal.call.ContinuationCall;
import dev.vespula.internal.runtime.ContinuationInstance;
import dev.vespula.internal.runtime.FunctionInstance;
import dev.vespula.internal.runtime.HostResumption;
import dev.vespula.internal.runtime.MachineStack;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.ValueWindow;
import dev.vespula.internal.runtime.WasmFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A computation that can be resumed: a function that has not begun, or one that has suspended (the proposal for stack
 * switching, {@link Feature#STACK_SWITCHING}). It is resumed once; what it suspends with next comes with a new continuation.
 * One that is dropped is garbage like any other object, and it takes some hundred bytes besides its values.
 *
 * <pre>{@code
 * Engine engine = Engine.of(new Config().with(Feature.STACK_SWITCHING));
 * Module module = Module.of(engine, Path.of("generator.wat"));
 * Instance instance = new Linker<Void>(engine).instantiate(new Store<>(engine), module);
 * Tag given = instance.tag("yield");
 * Continuation next = Continuation.of(instance.func("numbers"));
 * while (next.resume(List.of(given)) instanceof Continuation.Suspended suspended) {
 *     System.out.println(suspended.values().get(0).i32());
 *     next = suspended.continuation();
 * }
 * }</pre>
 *
 * <p>It is also what a reference to a continuation is in Java, so that Wasm functions take and return it. Belongs to the store
 * of its function, and is used by one thread at a time, as that is.
 */
public final class Continuation {
    private final ContinuationInstance instance;

    private Continuation(ContinuationInstance instance) {
        this.instance = instance;
        instance.handle = this;
    }

    /**
     * A continuation that calls a function when it is resumed.
     *
     * @throws IllegalArgumentException if it is a function of the host: that could not be suspended
     */
    public static Continuation of(Func function) {
        FunctionInstance raw = function.instance();
        if (!(raw instanceof WasmFunction)) {
            throw new IllegalArgumentException("a function of the host cannot be suspended: " + function);
        }
        return of(ContinuationInstance.makeByHost(raw));
    }

    static Continuation of(ContinuationInstance instance) {
        return instance.handle != null ? (Continuation) instance.handle : new Continuation(instance);
    }

    ContinuationInstance instance() {
        return instance;
    }

    /** Whether it was resumed, or bound, or switched to. */
    public boolean isUsed() {
        return instance.state() == ContinuationInstance.State.CONSUMED;
    }

    /**
     * Resumes it, until it ends or suspends with one of some tags.
     *
     * @param tags the tags; with another one it traps unless what it calls handles that
     * @param args what its function takes or its suspension waits for, as for {@link Func#call}
     * @return how it went
     * @throws IllegalArgumentException if number or types of the arguments are wrong, or a tag is of another store
     * @throws Trap                     if it traps, or was used before ({@link TrapCode#CONTINUATION_CONSUMED})
     * @throws WasmThrown               if it throws an exception that it does not catch
     */
    public Outcome resume(Collection<Tag> tags, @Nullable Object... args) {
        for (Tag tag : tags) {
            if (tag.instance().store != instance.store) {
                throw new IllegalArgumentException("a tag of another store: " + tag);
            }
        }
        if (isUsed()) {
            throw new Trap(TrapCode.CONTINUATION_CONSUMED);
        }
        HostResumption resumption = new HostResumption(instance, tags.stream().map(Tag::instance).toList());
        Signature signature = resumption.signature;
        MachineStack stack = ContinuationCall.begin(resumption, args);
        try {
            ContinuationCall.run(stack, resumption);
            HostResumption.Suspended suspended = resumption.suspended();
            return suspended == null ? new Ended(Val.results(stack, signature)) : Suspended.of(suspended);
        } finally {
            ContinuationCall.end(stack, resumption);
        }
    }

    @Override
    public String toString() {
        return isUsed() ? "Continuation, used" : "Continuation "
                + instance.store.engine.publicTypes.funcType(new HostResumption(instance, List.of()).signature.type);
    }

    /** How a resumption went. */
    public sealed interface Outcome {}

    /**
     * The continuation has come to its end.
     *
     * @param values what its function returned
     */
    public record Ended(List<Val> values) implements Outcome {}

    /**
     * The continuation has suspended.
     *
     * @param tag          with which tag
     * @param values       what the tag carries
     * @param continuation what goes on; it takes the results of the tag
     */
    public record Suspended(Tag tag, List<Val> values, Continuation continuation) implements Outcome {
        static Suspended of(HostResumption.Suspended suspended) {
            Signature signature = suspended.tag().signature;
            ValueWindow window = ValueWindow.of(suspended);
            List<Val> values = new ArrayList<>(signature.params.length);
            for (int k = 0; k < signature.params.length; k++) {
                values.add(Val.of(window, signature.paramSlot(k), signature.params[k]));
            }
            return new Suspended(Tag.of(suspended.tag()), List.copyOf(values), Continuation.of(suspended.rest()));
        }
    }
}
